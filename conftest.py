"""Set before any kernel or TensorFlow starts: notebooks are compared as they were run."""

import os

from publish.execute import ENVIRONMENT

os.environ.update(ENVIRONMENT)
