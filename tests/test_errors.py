from matching.errors import FewProblems, Problem


def problem(row):
    return Problem("roles.csv", row, "title", "x", "a title")


def test_faults_are_named_in_the_order_of_their_lines_whoever_found_them_first():
    problems = FewProblems(most=3)
    for row in (7, None, 2):
        problems.add(problem(row))
    assert [one.row for one in problems.kept()] == [None, 2, 7]


def test_the_last_line_says_how_many_faults_are_not_named_and_where_they_begin():
    problems = FewProblems(most=1)
    for row in (2, 9, 5):
        problems.add(problem(row))
    first, last = problems.kept()
    assert (first.row, last.row, last.value) == (2, 9, "2 more faults")
