"""Traditional Chinese is converted, never typed: letters with several forms, words with another name."""

from __future__ import annotations

import pytest

from chores.catalogues import load, path_of
from chores.faults import texts
from chores.traditional import GLOSSARY, TRADITIONAL, converter, words_of

# Letters of animals, noodles, watches, bamboo slips, hair and the like: right in few words, a slip of the converter else.
RARE = frozenset("隻麵錶籤髮鬍嚮闆醜穀薑瞭裏鬱矇剋彆樸纖鍾鬥")


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("发言后理发", "發言後理髮"),
        ("皇后之后", "皇后之後"),
        ("邻里在家里", "鄰里在家裡"),
        ("三公里里程", "三公里里程"),
        ("干部干活，把手擦干净", "幹部幹活，把手擦乾淨"),
        ("只有一只猫", "只有一隻貓"),
        ("面对面吃面条", "面對面吃麵條"),
        ("台阶上有台风", "台階上有颱風"),
        ("周六在周围走一周", "週六在周圍走一週"),
        ("网络慢，请刷新", "網路慢，請重新整理"),
        ("二维码印出来，扫码登录", "QR 碼印出來，掃碼登入"),
        ("短信验证码发到手机", "簡訊驗證碼發到手機"),
        ("个人信息和意见征询", "個人資料和意見徵詢"),
        ("打印这份文件，上传文件", "列印這份文件，上傳檔案"),
        ("已进入诉讼或仲裁程序", "已進入訴訟或仲裁程序"),
        ("居委会在小区里", "居委會在小區裡"),
        ("复核、重复、恢复、答复", "複核、重複、恢復、答覆"),
        ("点一下签到，最多只能选三项", "點一下簽到，最多只能選三項"),
        ("无记名表决，平方米面积", "無記名表決，平方公尺面積"),
        ("制度制作", "制度製作"),
        ("“%(title)s”已有%(count)s人附议", "「%(title)s」已有%(count)s人附議"),
        ("<b>{name}</b> 代记", "<b>{name}</b> 代記"),
    ],
)
def test_letters_and_words_are_chosen_by_their_neighbours(simplified, traditional):
    assert converter().convert(simplified) == traditional


def test_no_word_of_the_list_stands_twice_or_without_its_other_form():
    lines = [line.split("\t") for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert all(len(line) == 3 and line[0] and line[1] for line in lines)
    assert len(words_of()) == len(lines)
    assert all(letter < "\ue000" or letter > "\uf8ff" for line in lines for letter in line[1])


def without(text, words):
    for word in words:
        text = text.replace(word, "")
    return text


def test_a_rare_letter_stands_only_in_a_word_that_somebody_reviewed():
    reviewed = sorted(words_of().values(), key=len, reverse=True)
    catalog = load(path_of(TRADITIONAL), TRADITIONAL)
    sentences = [text for message in catalog if message.id for text in texts(message.string)]
    assert [text for text in sentences if RARE & set(without(text, reviewed))] == []
