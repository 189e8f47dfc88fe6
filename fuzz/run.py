"""Fuzzes one target with atheris: ``python -m fuzz.run reader -max_total_time=600``."""

import pkgutil
import sys
from hashlib import sha1
from importlib import import_module
from pathlib import Path

import atheris

# Whose branches guide the fuzzer; to watch all of the package takes minutes.
_FLOORS = {
    "reader": ("source",),
    "dates": ("prose",),
    "import-": ("importing", "source"),
    "changes": ("change", "promises", "source"),
    "configuration": ("project", "source"),
}
_RULES = ("rules", "lint", "source")

FOUND = Path(__file__).resolve().parent / "found"


def main() -> None:
    name, *options = sys.argv[1:]
    floors = next((there for prefix, there in _FLOORS.items() if name.startswith(prefix)), _RULES)
    with atheris.instrument_imports(include=[f"kprlint.{floor}" for floor in floors]):
        for floor in floors:  # what is imported late would be a blind spot
            package = import_module(f"kprlint.{floor}")
            for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
                if not module.name.endswith("__main__"):
                    import_module(module.name)
    from fuzz.seeds import seeds
    from fuzz.targets import TARGETS

    corpus = FOUND / name
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in seeds(name):
        (corpus / sha1(seed).hexdigest()).write_bytes(seed)
    atheris.Setup(
        [sys.argv[0], str(corpus), f"-artifact_prefix={corpus}-", "-timeout=20", *options],
        TARGETS[name],
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
