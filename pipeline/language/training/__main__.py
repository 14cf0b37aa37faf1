"""Train the packaged English pipeline: `python -m pipeline.language.training DATA_FOLDER OUT_FOLDER`."""

import sys

from pipeline.language.training.train import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
