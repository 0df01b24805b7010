"""What residents read: no word of ours, none of the machine's, and one word for an idea."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_file

from chores.catalogues import KEYWORDS, OPTIONS, load, path_of
from deliberate.help.rules.tours import TOPICS
from tests.support.source import ROOT, TEMPLATES, files, short

if TYPE_CHECKING:
    from pathlib import Path

# Read by those who run a community or a server, or by nobody outside the team.
STAFF = ("admin/", "reports/", "design/", "demo/", "design.html")
STAFF_CODE = (
    "/admin/",
    "/reports/",
    "/importers/",
    "/demo/",
    "/cli/",
    "words/admin.py",
    "words/importers.py",
    "web/design.py",
)
DESKS = re.compile(r'{% extends "layouts/(desk|board|rail)\.html"')

MACHINE_ENGLISH = (
    "payload", "tokens?", "syncs?", "synchroni[sz]\\w*", "submit\\w*", "workflow", "moderation queue", "sessions?", "instances?",
    "invalid", "null", "databases?", "back ?end", "front ?end", "time-?outs?", "timed out", "cookies?", "caches?", "upload\\w*",
    "click\\w*", "users?", "parameters?", "entit(?:y|ies)", "log ?in", "log ?out", "failed", "failure", "urls?", "authenticat(?:e|ion)",
    "authori[sz]ation", "stakeholders?", "deliberation", "json", "http\\w*", "status code", "configur\\w*", "execut\\w*", "process(?:ed|ing)",
    "validat\\w*", "module", "interface", "input", "output", "toggle", "widget", "terminate\\w*", "abort\\w*", "operation",
)  # fmt: skip
MACHINE_CHINESE = (
    "提交流程", "数据", "系统错误", "操作失败", "后台", "工单", "用户", "会话", "令牌", "同步", "载荷", "实例", "参数", "无效", "非法",
    "异常", "服务端", "点击", "登陆", "模块", "端口", "接口", "缓存", "权限", "校验", "提案", "流程", "工作流", "字段", "输入框",
    "连接超时", "上传失败", "加载", "刷新重试", "配置", "链接失效", "已过期",
)  # fmt: skip
# One word for an idea (docs/glossary.md): where the English says the left, the Chinese says one of the right.
GLOSSARY = {
    r"\bissues?\b": ("议题", "件事", "事项", "的事"),
    r"\bresolutions?\b": ("决议",),
    r"\baction items?\b": ("交办事项", "这一项", "这项"),
    r"\bpublic notice\b": ("公示",),
    r"\bobjections?\b": ("异议",),
    r"\bappraisals?\b": ("评议",),
    r"\bquorum\b": ("法定人数",),
    r"\bthe roll\b": ("名册",),
    r"\bmoderators?\b": ("主持人",),
    r"\brecorders?\b": ("记录员",),
    r"\bbuilding heads?\b": ("楼组长",),
    r"\bliaisons?\b": ("联络员",),
    r"\bresponsible units?\b": ("负责单位",),
    r"\bthe minutes\b": ("纪要", "分钟"),
    r"\bagenda\b": ("议程", "排进", "会议"),
    r"\belder version\b": ("长辈版",),
    r"\bresidents' committee\b": ("居委会", "居民委员会"),
    r"\bseconds\b(?! ago|\.)|\bsecond (?:it|this|an? |them|that)": ("附议", "秒"),
}
# The other way round: words that would be a second name for an idea of the glossary.
SECOND_NAMES = ("提案", "建议案", "联署", "任务单", "整改单", "会议记录稿", "满意度调查", "投票权人", "选民", "业主名单", "老年版", "适老版", "大字版", "社区居委")  # fmt: skip


def of_residents(path: Path) -> bool:
    """Tell whether a template or module speaks to residents."""
    if path.suffix == ".py":
        return not any(part in f"/{short(path)}" for part in STAFF_CODE)
    name = path.relative_to(TEMPLATES).as_posix()
    return not name.startswith(STAFF) and not DESKS.search(path.read_text(encoding="utf-8"))


@cache
def sentences() -> dict[str, str]:
    """Return every English sentence residents may read, and where it stands."""
    found: dict[str, str] = {}
    for path in [*files("templates", suffix=".html"), *files("deliberate")]:
        if not of_residents(path):
            continue
        method = "python" if path.suffix == ".py" else "jinja2"
        for _line, message, _comments, _context in extract_from_file(method, path, KEYWORDS, (), OPTIONS[method]):
            for each in message if isinstance(message, tuple) else (message,):
                found.setdefault(each, short(path))
    return found


@cache
def chinese() -> dict[str, str]:
    """Return the Chinese of every sentence residents may read."""
    catalogue = load(path_of("zh_Hans_CN"), "zh_Hans_CN")
    found = {}
    for message in catalogue:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        if set(ids) & set(sentences()):
            found[" / ".join(ids)] = " ".join(message.string) if isinstance(message.string, tuple) else message.string
    return found


def help_texts(ending: str) -> dict[str, str]:
    return {
        f"{topic}{ending}": (ROOT / "docs" / f"{topic}{ending}").read_text(encoding="utf-8") for topic in TOPICS[:1]
    }


def test_there_is_something_to_read():
    assert len(sentences()) > 600
    assert len(chinese()) > 600


def test_no_english_sentence_speaks_of_the_machine():
    words = re.compile(rf"(?<!%\()\b(?:{'|'.join(MACHINE_ENGLISH)})\b", re.IGNORECASE)
    texts = {**{text: text for text in sentences()}, **help_texts(".md")}
    assert {name: words.findall(text) for name, text in texts.items() if words.search(text)} == {}


def test_no_chinese_sentence_speaks_of_the_machine():
    words = re.compile("|".join(MACHINE_CHINESE + SECOND_NAMES))
    texts = {**chinese(), **help_texts(".zh.md")}
    assert {name: (text, words.findall(text)) for name, text in texts.items() if words.search(text)} == {}


@pytest.mark.parametrize("term", GLOSSARY)
def test_an_idea_has_one_name(term):
    idea = re.compile(term, re.IGNORECASE)
    said = {english: text for english, text in chinese().items() if idea.search(english)}
    assert said
    assert {english: text for english, text in said.items() if not any(word in text for word in GLOSSARY[term])} == {}


def test_a_sentence_can_be_read_in_one_breath():
    """Up to thirty words; who reads aloud to a neighbour must not lose the beginning."""
    long = {
        text: where
        for text, where in sentences().items()
        if any(len(part.split()) > 34 for part in re.split(r"(?<=[.?!:;])\s", text))
    }
    assert long == {}
