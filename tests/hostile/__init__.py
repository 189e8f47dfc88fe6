"""A stranger's repository: some hundred inputs made to do harm, as tables, and what must become of each."""
