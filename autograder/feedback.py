"""Write the students' pages, through nbgrader's ``generate_feedback``."""

import sys

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from tqdm import tqdm
from traitlets import Unicode

from autograder.course import Course, explanation, was_interrupted
from autograder.grade import Submission, standings_of
from autograder.messages import Refusal
from autograder.page import Page
from autograder.results import Results, Standing


class FeedbackExporter(Exporter):
    """Turns a graded notebook into the student's page; the course's settings have nbgrader use it."""

    lang = Unicode("en", help="The language of the page, es or en.").tag(config=True)
    file_extension = ".html"
    output_mimetype = "text/html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict | None = None, **kw: object
    ) -> tuple[str, dict]:
        """The page, and the resources with which nbgrader called."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        of = resources["nbgrader"]
        with Gradebook(of["db_url"]) as gradebook:
            submitted = gradebook.find_submission_notebook(of["notebook"], of["assignment"], of["student"])
            return Page(nb, submitted, self.lang).html(), resources


def feedback(course: Course, chosen: list[Submission]) -> tuple[int, list[Standing]]:
    """Write the pages of `chosen`.

    Returns
    -------
    tuple
        How many pages were written, and where those stand that have no grade to explain.
    """
    with course.gradebook() as gradebook:
        standings = standings_of(Results(course, gradebook), chosen)
    graded = [standing for standing in standings if standing.score is not None]
    for standing in tqdm(
        graded, unit=course.text("unit_page"), file=sys.stderr, disable=None if graded else True
    ):
        outcome = course.api.generate_feedback(standing.assignment, standing.student, force=True)
        if not outcome["success"]:
            if was_interrupted(outcome):
                raise KeyboardInterrupt
            fields = {"student": standing.student, "assignment": standing.assignment}
            raise Refusal("feedback_failed", error=explanation(outcome), **fields)
    return len(graded), [standing for standing in standings if standing.score is None]
