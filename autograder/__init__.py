"""Release, collect and grade the book's exercises: a course folder on nbgrader's formats and grade book."""
