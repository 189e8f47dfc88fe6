"""The language server: findings, fixes and help in an editor, by the Language Server Protocol."""
