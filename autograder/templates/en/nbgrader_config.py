# The course's configuration. autograder, nbgrader and formgrader read it: a change holds for all three.
from pathlib import Path

try:
    from autograder import settings
except ImportError:
    raise SystemExit("The package autograder is missing: pip install 'gradiente[grade]'") from None

c = get_config()  # noqa: F821
settings.apply(c, course=Path(__file__).parent, lang="en")

c.CourseDirectory.course_id = "$course_id"

# Seconds that a cell may take before it is interrupted.
c.Execute.timeout = 60

# To make late work worth 0, remove the mark at the start of the next line.
# c.LateSubmissionPlugin.penalty_method = "zero"

# The grade book is gradebook.db, in this folder. For PostgreSQL (pip install 'gradiente[postgresql]') make
# an empty database and give its address here, before the first release; passwords belong into ~/.pgpass.
# c.CourseDirectory.db_url = "postgresql://user@host/database"
