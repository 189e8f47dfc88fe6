"""What a Word document is made of: the template that it begins with, its text, tables and chart as XML."""
