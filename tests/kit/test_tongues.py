"""What letters tell of a text's language, at the borders where they tell little."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from deliberate.kit.tongues import differs, language_of, primary, reads


@pytest.mark.parametrize(
    ("text", "reader", "expected"),
    [
        ("路灯坏了", "", "zh-Hans"),
        ("好的", "", "zh-Hans"),
        ("好的", "ko", "zh-Hans"),
        ("好的", "en", "zh-Hans"),
        ("OK", "zh_Hans_CN", ""),
        ("OK", "en", "en"),
        ("LED", "", ""),
        ("12345 ☎️ 🚲🚲", "zh_Hans_CN", ""),
        ("👍", "en", ""),
        ("", "en", ""),
        ("7号楼 lift", "en", "zh-Hans"),
        ("7号楼 lift 坏了", "en", "zh-Hans"),
        ("楼 lift", "en", "en"),
        ("楼 lift", "zh_Hans_CN", "zh-Hans"),
        ("The lift of 7号楼 is broken again", "zh_Hans_CN", "en"),
        ("Please mend the lamp", "zh_Hans_CN", "en"),
        ("la plaça és fosca", "", ""),
        ("la plaça és fosca", "ca", "ca"),
        ("駐車場問題", "ja", "ja"),
        ("駐車場問題", "zh_Hans_CN", "zh-Hans"),
        ("駐車場問題", "zh_Hant_TW", "zh-Hant"),
        ("停车问题", "ja", "zh-Hans"),
        ("会議室来週修理中", "ja", "ja"),
        ("七号楼灯", "ja", "ja"),
        ("我們的電梯壞了", "en", "zh-Hant"),
        ("街灯が壊れた", "zh_Hans_CN", "ja"),
        ("エレベーター", "", "ja"),
        ("请不要再买鲜の味牛奶放在楼道里", "zh_Hans_CN", "zh-Hans"),
        ("가로등이 고장났어요", "zh_Hans_CN", "ko"),
        ("엘리베이터 7号楼", "", "ko"),
    ],
)
def test_letters_tell_the_language_and_the_readers_own_breaks_a_tie(text, reader, expected):
    assert language_of(text, reader) == expected


@given(some.text(max_size=200), some.sampled_from(["", "en", "zh_Hans_CN", "zh_Hant_TW", "ja", "ko", "ca"]))
def test_whatever_is_typed_the_answer_is_a_known_tag(text, reader):
    assert language_of(text, reader) in {"", "en", "zh-Hans", "zh-Hant", "ja", "ko", "ca"}


@pytest.mark.parametrize(
    ("reader", "text", "expected"),
    [
        ("zh_Hans_CN", "zh-Hant", True),
        ("en", "zh-Hans", False),
        ("en", "", True),
        ("", "ja", True),
        ("ja", "ja-JP", True),
    ],
)
def test_who_reads_chinese_reads_it_in_both_scripts(reader, text, expected):
    assert reads(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "page", "expected"),
    [
        ("zh-CN", "zh_Hans_CN", False),
        ("zh-Hans", "zh_Hans_CN", False),
        ("zh-Hant", "zh_Hans_CN", True),
        ("zh-Hans", "zh_Hant_TW", True),
        ("en", "zh_Hans_CN", True),
        ("", "en", False),
        ("en", "en_XA", False),
    ],
)
def test_only_another_language_or_script_needs_a_tag_of_its_own(text, page, expected):
    assert differs(text, page) == expected


def test_a_tag_and_a_locale_name_the_same_language():
    assert [primary(tag) for tag in ("zh_Hans_CN", "zh-Hant", "en", "EN-gb", "")] == ["zh", "zh", "en", "en", ""]
