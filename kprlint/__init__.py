"""kprlint checks a council's Key Activities, one YAML file each, quarter by quarter."""

__version__ = "0.1.0"
