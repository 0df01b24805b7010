"""Names stand where readers of each language look for them."""

from __future__ import annotations

import pytest
from flask_babel import force_locale

from deliberate.web.collation import by_name, ranks, readings, sort_key


@pytest.mark.parametrize(
    ("locale", "person", "ordered"),
    [
        ("zh_Hans_CN", False, ["2号楼", "10号楼", "Block A", "陈家弄", "东风新村", "虹桥国际花园", "梧桐里", "张江"]),
        ("zh_Hans_CN", True, ["陈静", "李文", "李雯", "刘洋", "单丽", "王芳", "王强", "曾敏", "张阿婆"]),
        # 4, 7, 11, 11, 12, 12 and 15 strokes.
        ("zh_Hant", True, ["2號樓", "王芳", "李文", "張阿婆", "陳靜", "單麗", "曾敏", "劉洋"]),
        ("zh_Hant", False, ["一心里", "大同里", "中山里", "東風新村", "虹橋國際花園", "龍華"]),
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


def test_every_character_has_one_place_in_the_order_of_strokes():
    assert sorted(ranks().values()) == list(range(len(ranks())))
    # Everything with a reading can be found by its strokes too, so no name stands apart.
    assert set(readings()) - set(ranks()) == set()
