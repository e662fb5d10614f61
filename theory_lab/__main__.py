"""``python -m theory_lab`` is the command ``theory-lab``."""

from theory_lab.cli import main

if __name__ == "__main__":
    main()
