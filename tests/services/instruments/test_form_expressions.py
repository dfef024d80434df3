"""Single expressions, each worked out in a small form.

Sources: "docs": ODK's documentation, https://docs.getodk.org/form-operators-functions and /form-logic; "spec": the ODK
XForms specification, https://getodk.github.io/xforms-spec/#xpath-functions; "JavaRosa": what JavaRosa 5.1.0, the engine
of ODK Collect, gives for the expression, as recorded in milkway/rxeval, tests/oracle/javarosa-expected.json.
"""

from __future__ import annotations

import pytest
from forms import TODAY, filling, instrument

from isp_desktop.domain.instrument import Answer, Item
from isp_desktop.services.instruments import Filling
from isp_desktop.services.instruments.expressions.form import faults

ASKED = (
    *(Item("integer", "age"), Item("integer", "zero"), Item("decimal", "bill_amount"), Item("decimal", "tip_percent")),
    *(Item("text", name) for name in ("full_name", "blank", "spaced", "cpf", "first_name", "last_name", "haystack")),
    Item("select_multiple", "services", list="services"),
    Item("select_one", "one_service", list="services"),
    *(Item("date", "dob"), Item("time", "at"), Item("datetime", "moment")),
    Item("repeat", "resident", children=(Item("text", "nome"), Item("integer", "idade"))),
    Item("group", "home", children=(Item("text", "street"),)),
)
ANSWERS: dict[str, Answer] = {
    "age": 42,
    "zero": 0,
    "bill_amount": 55.88,
    "tip_percent": 18,
    "full_name": "Maria da Silva",
    "spaced": "  padded ",
    "cpf": "12345678901",
    "first_name": "Ana",
    "last_name": "Lima",
    "haystack": "a needle in it",
    "services": ["water", "power"],
    "one_service": "water",
    "dob": "2020-02-29",
    "at": "18:00",
    "moment": "2026-08-07T06:31:13.834-03:00",
    "resident[1]/nome": "Ana",
    "resident[1]/idade": 34,
    "resident[2]/nome": "Bia",
    "resident[2]/idade": 7,
    "resident[3]/nome": "Caio",
    "resident[3]/idade": 19,
    "home/street": "Elm",
}

CASES = [
    # Operators
    ("JavaRosa", "1 + 1", "2"),
    ("JavaRosa", "7 div 2", "3.5"),
    ("JavaRosa", "7 mod 3", "1"),
    ("JavaRosa", "-7 mod 3", "-1"),
    ("JavaRosa", "0 div 0", ""),
    ("JavaRosa", "/data/age > 18", "true"),
    ("JavaRosa", "${age} = 42", "true"),
    ("JavaRosa", '${age} = "42"', "true"),
    ("JavaRosa", "${blank} = 0", "false"),
    ("JavaRosa", "${blank} != 0", "true"),
    ("JavaRosa", '${blank} = ""', "true"),
    ("JavaRosa", 'number("abc") = number("abc")', "false"),
    ("JavaRosa", '"a" < "b"', "false"),
    ("JavaRosa", "1 < 2 and 2 < 3", "true"),
    ("JavaRosa", "1 > 2 or 2 < 3", "true"),
    ("docs", "${age} > -1 and ${age} < 120", "true"),
    ("docs", "${age} < 19 or ${age} > 64", "false"),
    ("docs", "(${age} mod 2) = 0", "true"),
    ("docs", "${bill_amount} * 0.18 > 10 and ${bill_amount} * 0.18 < 10.1", "true"),
    ("docs", "round(${bill_amount} * ${tip_percent} * 0.01, 2)", "10.06"),
    ("docs: an empty value is no number", "${blank} + 1", ""),
    ("docs: an empty value as zero", "coalesce(${blank}, 0) + 1", "1"),
    ("docs: an empty value as zero", 'if(${blank}="", 0, ${blank}) + 1', "1"),
    # Truth
    ("JavaRosa", "not(true())", "false"),
    ("JavaRosa", 'boolean("0")', "true"),
    ("JavaRosa", 'boolean("")', "false"),
    ("JavaRosa", "boolean(${blank})", "false"),
    ("docs: the number zero is false", "boolean(${zero})", "false"),
    ("docs: the number zero is false", "not(${zero}) and not(0)", "true"),
    ("JavaRosa", 'boolean-from-string("0")', "false"),
    ("JavaRosa", 'boolean-from-string("1")', "true"),
    ("JavaRosa", 'boolean-from-string("TRUE")', "true"),
    ("JavaRosa", 'boolean-from-string("no")', "false"),
    # Text
    ("JavaRosa", "string(${age})", "42"),
    ("JavaRosa", 'concat("a", "b", "c")', "abc"),
    ("JavaRosa", "concat(${nome})", "AnaBiaCaio"),
    ("docs", "concat(${first_name}, ' ', ${last_name})", "Ana Lima"),
    ("JavaRosa", "string-length(${full_name})", "14"),
    ("JavaRosa", "string-length(${blank})", "0"),
    ("JavaRosa", "normalize-space(${spaced})", "padded"),
    ("JavaRosa", 'contains(${full_name}, "silva")', "false"),
    ("docs", "contains(${haystack}, 'needle')", "true"),
    ("JavaRosa", 'starts-with(${full_name}, "Maria")', "true"),
    ("JavaRosa", 'ends-with(${full_name}, "Silva")', "true"),
    ("JavaRosa", 'substring-before(${full_name}, " ")', "Maria"),
    ("JavaRosa", 'substring-after(${full_name}, " ")', "da Silva"),
    ("JavaRosa", 'substr("hello", 2, 3)', "l"),
    ("JavaRosa", 'substr("hello", 0, 2)', "he"),
    ("JavaRosa", 'substr("hello", -2)', "lo"),
    ("JavaRosa", 'translate("bar", "abc", "ABC")', "BAr"),
    ("JavaRosa", 'join(", ", ${nome})', "Ana, Bia, Caio"),
    ("JavaRosa", 'regex(${cpf}, "[0-9]{11}")', "true"),
    ("JavaRosa: a match of the whole", 'regex("a12345678901b", "[0-9]{11}")', "false"),
    ("docs", r"regex(${last_name},'\p{L}+')", "true"),
    # Numbers
    ("JavaRosa", 'number("42")', "42"),
    ("JavaRosa", "round(1.5)", "2"),
    ("JavaRosa", "round(2.5)", "3"),
    ("JavaRosa", "round(-1.5)", "-1"),
    ("JavaRosa", "round(1.2345, 2)", "1.23"),
    ("JavaRosa", "round(1235.5, -2)", "1200"),
    ("JavaRosa", "int(1.9)", "1"),
    ("JavaRosa", "int(-1.9)", "-1"),
    ("JavaRosa", "abs(-3)", "3"),
    ("JavaRosa", "pow(2, 10)", "1024"),
    ("JavaRosa", "min(3, 1, 2)", "1"),
    ("JavaRosa", "max(3, 1, 2)", "3"),
    ("ours: numbers have no exponent", "pow(10, 20)", "100000000000000000000"),
    ("spec: not defined", "sqrt(-1)", ""),
    ("spec: has no end", "pow(10, 400)", ""),
    # Repeats
    ("JavaRosa", "sum(${idade})", "60"),
    ("JavaRosa", "min(${idade})", "7"),
    ("JavaRosa", "max(/data/resident/idade)", "34"),
    ("JavaRosa", "count(${resident})", "3"),
    ("JavaRosa", "count(${resident}[idade > 10])", "2"),
    ("JavaRosa", "/data/resident[position() = 2]/idade", "7"),
    ("JavaRosa", "concat(${resident}[idade < 10]/nome, '')", "Bia"),
    ("docs", "indexed-repeat(${nome}, ${resident}, 3)", "Caio"),
    ("docs: no such instance", "indexed-repeat(${nome}, ${resident}, 4)", ""),
    ("docs", "count-non-empty(${nome})", "3"),
    # Choices
    ("JavaRosa", 'selected(${services}, "water")', "true"),
    ("JavaRosa", 'selected(${services}, "wat")', "false"),
    ("JavaRosa", 'selected(${one_service}, "water")', "true"),
    ("JavaRosa", "count-selected(${services})", "2"),
    ("JavaRosa", "selected-at(${services}, 1)", "power"),
    ("JavaRosa", "selected-at(${services}, 5)", ""),
    ("docs", "jr:choice-name( selected-at(${services}, 1), '${services}')", "Power"),
    ("docs", "instance('services')/root/item[name=${one_service}]/label", "Water"),
    ("docs", "checklist(1, 1, ${blank}, ${full_name})", "true"),
    ("docs", "weighted-checklist(2, -1, ${full_name}, 1.5, ${blank}, 9, ${cpf}, 0.5)", "true"),
    ("JavaRosa", "coalesce(${blank}, 'fallback')", "fallback"),
    ("JavaRosa", "if(${age} > 18, 'adult', 'child')", "adult"),
    # Days and times
    ("JavaRosa", "format-date-time(${moment}, '%Y%m%d%H%M%S')", "20260807063113"),
    ("JavaRosa", "format-date('2026-01-09', '%e/%n/%y')", "9/1/26"),
    ("docs", "format-date(${dob}, '%a %d %b %Y')", "Sat 29 Feb 2020"),
    ("docs: its inverse is decimal-date-time", "date(decimal-date-time(${dob}))", "2020-02-29"),
    ("docs: noon is 0.5", "decimal-time('12:00:00')", "0.5"),
    ("docs: six in the evening is 0.75", "decimal-time(${at})", "0.75"),
    ("spec: days since 1970", "number('1970-01-03')", "2"),
    ("spec: of the argument, not of the clock", "today()", "2026-10-14"),
    ("spec", "${dob} < today() and today() < '2030-01-01'", "true"),
    ("spec: days are counted", "today() - ${dob}", "2419"),
    ("spec: a day worked out", "date(${dob} + 1)", "2020-03-01"),
    ("spec: age in years", "int((today() - ${dob}) div 365.25)", "6"),
    ("spec: no such day", "date('2021-02-30')", ""),
    # Paths
    ("docs: paths can be joined", "count(/data/age | /data/full_name)", "2"),
    ("docs: a group is a step", "/data/home/street", "Elm"),
    ("spec", "count(../home/*)", "1"),
    ("spec", "concat(${resident}[last()]/nome, '')", "Caio"),
    ("spec", "${resident}[2]/nome", "Bia"),
    ("spec", "count(${resident}[./nome = 'Bia'])", "1"),
    ("spec", "count(${resident}[idade < ${age} and nome != current()/../first_name])", "2"),
    ("spec", "(1 + 2) * 3 = 9 and not(2 + 3 * 2 = 10)", "true"),
    ("spec", "-(-${age})", "42"),
    ("spec: more than two", "coalesce(${blank}, '', 7)", "7"),
    ("docs", "round(pi(), 2)", "3.14"),
    ("docs", "boolean(${resident}/nome)", "true"),
    ("spec: true counts as one", "number(true()) + number(${age} > 1)", "2"),
    ("spec", "true() = (${age} > 1)", "true"),
    ("spec: half past nine is before noon", "'09:30' < '12:00'", "true"),
    ("spec: a moment is after its day begins", "${moment} > '2026-08-07'", "true"),
    ("spec: now is what it is said to be", "now() = '2026-10-14T00:00:00.000'", "true"),
    ("ours: a text is no pattern", "regex(${cpf}, concat('(', ''))", "false"),
    ("spec: from the place itself", "../home/street", "Elm"),
    ("spec", "current()/../home/street", "Elm"),
]


@pytest.mark.parametrize(("source", "expression", "expected"), CASES, ids=[case[1] for case in CASES])
def test_an_expression_gives_what_its_source_says(source: str, expression: str, expected: str) -> None:
    form = filling(
        *ASKED, Item("calculate", "result", calculation=expression), answers=ANSWERS, services="water power gas"
    )
    assert form.calculated("result") == expected, source


BAD = [
    ("1 +", "It ends too early."),
    ("(1", "It ends too early."),
    ("1)", "“)” is not expected there."),
    ("1 2", "“2” is not expected there."),
    ("'open", "It cannot be read from “'open” on."),
    ("${nobody} = 1", "There is no item “nobody”."),
    ("/data/nobody", "There is no item “nobody” at that place."),
    ("../../../age", "It leads out of the form."),
    ("frobnicate(1)", "The function frobnicate() is not known here."),
    ("if(1, 2)", "if() has 2 arguments and wants 3."),
    ("round(1, 2, 3)", "round() has 3 arguments and wants 1 to 2."),
    ("count('a')", "count() counts the items of a path, such as those of a repeat."),
    ("random()", "random() gives another value each time, and is not taken."),
    ("//age", "“//” is not taken; write the whole path."),
    ("/1", "“/” must be followed by a name."),
    ("/data//age", "“//” is not taken; write the whole path."),
    ("pulldata('fruits', 'name', 'key', 'mango')", "The function pulldata() is not known here."),
    ("document('/etc/passwd')", "The function document() is not known here."),
    ("'a' | ${age}", "“|” stands between paths only."),
    ("count-non-empty('a')", "count-non-empty() wants a path."),
    ("preceding-sibling::age", "A step such as “preceding-sibling::” is not taken."),
    ("text()", "The function text() is not known here."),
    ("../text()", "“text” is not expected there."),
    ("../@age", "“@” is not expected there."),
    ("indexed-repeat('nome', ${resident}, 1)", "indexed-repeat() wants the names of items, as in ${name}."),
    ("indexed-repeat(${nome})", "indexed-repeat() wants an item, its repeat and a number."),
    ("regex(${cpf}, 'a{99999999}')", "The pattern “a{99999999}” cannot be read."),
    ("regex(${cpf}, '(a{1,999}){1,999}')", "The pattern “(a{1,999}){1,999}” cannot be read."),
    ("pi(1)", "pi() has 1 argument and wants 0."),
    ("1 " * 9 + "\N{SNOWMAN}", "It cannot be read from “☃” on."),
    ("'" + "x" * 20_001 + "'", "It has more than 20,000 characters."),
    ("instance('/etc/passwd')/root", "It looks into “/etc/passwd”, which is no list on the sheet choices."),
    ("${last-saved#age}", "Answers of the form filled before are not at hand."),
    ("${resident}[${resident}[idade = 1]/idade = 1]/idade", "A condition in brackets within another is not taken."),
    ("(" * 60 + "1" + ")" * 60, "Its brackets are nested too deeply."),
    ("1" + " + 1" * 3000, "It has more than 2,000 words."),
    ("position()", "position() without a path stands in brackets only; write position(..)."),
    ("jr:choice-name('a', '${age}')", "“age” has no list of choices."),
    ("indexed-repeat(${age}, ${resident}, 1)", "“resident” is no repeat that “age” stands in."),
    ("${result} + 1", "It depends on itself, by way of “result”."),
]


@pytest.mark.parametrize(("expression", "reason"), BAD, ids=[bad[0][:40] for bad in BAD])
def test_a_bad_expression_is_found_before_the_form_is_filled(expression: str, reason: str) -> None:
    tried = instrument(*ASKED, Item("calculate", "result", calculation=expression), services="water")
    assert [(one.path, one.aspect, one.reason) for one in faults(tried)] == [(("result",), "calculation", reason)]


def test_circles_are_found_wherever_they_turn() -> None:
    tried = instrument(
        Item("calculate", "a", calculation="${b} + 1"),
        Item("calculate", "b", calculation="${c} + 1"),
        Item("calculate", "c", calculation="${a} + 1"),
        Item("group", "g", relevant="${inner} = 1", children=(Item("integer", "inner"),)),
        Item("integer", "own", constraint="${own} > 0", required="${own} = ''"),
    )
    found = faults(tried)
    assert [one.aspect for one in found] == ["calculation", "relevant"]
    assert found[1].path == ("g",)


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|aa)+$", "(?:a*)*b", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*a){20}"]
)
def test_a_regular_expression_that_would_run_for_ever_is_given_up(pattern: str) -> None:
    form = filling(Item("text", "word", constraint=f"regex(., '{pattern}')"))
    form.answer("word", "a" * 2000 + "!" + "x" * 2000)
    assert [one.sort for one in form.problems()] == ["constraint"]


def test_texts_that_double_again_and_again_do_not_fill_the_memory() -> None:
    doubling = [Item("calculate", f"c{n}", calculation=f"concat(${{c{n - 1}}}, ${{c{n - 1}}})") for n in range(1, 200)]
    form = Filling(instrument(Item("text", "c0"), *doubling), {}, TODAY)
    form.answer("c0", "0123456789" * 100)
    assert len(form.calculated("c199")) == 20_000
