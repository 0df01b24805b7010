"""Names stand where readers of each language look for them."""

from __future__ import annotations

import pytest
from flask_babel import force_locale

from deliberate.web.collation import by_name, readings, sort_key


@pytest.mark.parametrize(
    ("locale", "person", "ordered"),
    [
        ("zh_Hans_CN", False, ["2号楼", "10号楼", "Block A", "陈家弄", "东风新村", "虹桥国际花园", "梧桐里", "张江"]),
        ("zh_Hans_CN", True, ["陈静", "李文", "李雯", "刘洋", "单丽", "王芳", "王强", "曾敏", "张阿婆"]),
        ("zh_Hant", True, ["陳靜", "李文", "劉洋", "單麗", "王芳", "曾敏", "張阿婆"]),
        ("ja", False, ["かかし", "かがし", "カキ", "さくら", "サクラ", "ざっき", "桜"]),
        ("ja", True, ["あべ", "安部", "伊藤", "佐藤", "山田"]),
        ("ko", True, ["Kim", "강민", "김서준", "박하나", "이영희", "王芳"]),
        ("en", False, ["Élan House", "Estate 2", "Estate 10", "zoo"]),
    ],
)
def test_names_are_sorted_as_their_readers_do(app, locale, person, ordered):
    with app.test_request_context(), force_locale(locale):
        assert by_name(reversed(ordered), str, person=person) == ordered


def test_a_surname_sounds_otherwise_than_the_word():
    assert sort_key("单元", "zh_Hans_CN") < sort_key("电梯", "zh_Hans_CN")
    assert sort_key("单丽", "zh_Hans_CN", person=True) > sort_key("电梯", "zh_Hans_CN", person=True)


def test_the_table_knows_the_characters_of_names():
    assert len(readings()) > 8000
    assert {readings()[letter] for letter in "王李张刘陈"} == {"wang2", "li3", "zhang1", "liu2", "chen2"}
