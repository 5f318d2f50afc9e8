"""The words of the product: lists and frozen records that every room shares. Imports nothing of ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType


class Lang(Enum):
    """The language of headings and output."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in both languages."""

    zh: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.zh if lang is Lang.ZH else self.en


# Lists --------------------------------------------------------------------------------------


class Measure(Enum):
    """What is targeted and counted."""

    SALES = "sales"
    COLLECTIONS = "collections"
    PROFIT = "profit"
    QUANTITY = "quantity"
    NEW_CLIENTS = "new-clients"
    VISITS = "visits"

    @property
    def is_money(self) -> bool:
        return self in (Measure.SALES, Measure.COLLECTIONS, Measure.PROFIT)


class Level(Enum):
    """What a target is for."""

    COMPANY = "company"
    TEAM = "team"
    MARKET = "market"
    CHANNEL = "channel"
    PRODUCT = "product"
    REP = "rep"
    CLIENT = "client"


class Tier(Enum):
    """How sure a target is; each is a full total of its own. In the order of the headline."""

    COMMITTED = "committed"
    TARGET = "target"
    FLOOR = "floor"
    HOPED = "hoped"
    STRETCH = "stretch"
    CHALLENGE = "challenge"


class Source(Enum):
    """Who set a target."""

    ASSIGNED = "assigned"
    OWN = "own"


class Version(Enum):
    """The target as first set, or as revised in the year; revised leads."""

    REVISED = "revised"
    FIRST = "first"


class Kind(Enum):
    """The kinds of Word summary."""

    PERSONAL = "personal"
    TEAM = "team"
    DUTIES = "duties"
    OVERVIEW = "overview"
    REGIONAL = "regional"


class ActualKind(Enum):
    """What a row of actuals records; blank is told from the filled column."""

    SALE = "sale"
    RETURN = "return"
    ALLOWANCE = "allowance"
    COLLECTION = "collection"
    ACCEPTANCE = "acceptance"
    SET_OFF = "set-off"
    BAD_DEBT = "bad-debt"


class Grade(Enum):
    A = "A"
    B = "B"
    C = "C"


class Stage(Enum):
    """A client's stage; cumulative up to WON."""

    INTENT = "intent"
    VISITED = "visited"
    WON = "won"
    LOST = "lost"


class Size(Enum):
    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"


class MarketStatus(Enum):
    FOCUS = "focus"
    NURTURE = "nurture"
    MAINTAIN = "maintain"
    LEAVE = "leave"


class Category(Enum):
    """What a planned action is about."""

    TEAM = "team"
    RULES = "rules"
    HABITS = "habits"
    CHANNELS = "channels"
    TARGETS = "targets"
    MARKETS = "markets"
    CLIENTS = "clients"
    PRODUCTS = "products"
    OTHER = "other"


class PlanStatus(Enum):
    OPEN = "open"
    UNDER_WAY = "under-way"
    DONE = "done"
    DROPPED = "dropped"


class RepStatus(Enum):
    ACTIVE = "active"
    TO_HIRE = "to-hire"


class Section(Enum):
    """Which part of a summary a note belongs to."""

    OPENING = "opening"
    LEARNT = "learnt"
    ACHIEVEMENTS = "achievements"
    DEPARTMENT = "department"
    MARKET_ANALYSIS = "market-analysis"
    PROBLEMS = "problems"
    MISTAKES = "mistakes"
    CAUSES = "causes"
    ACTIONS = "actions"
    DUTIES = "duties"
    CASES = "cases"
    SHORTFALLS = "shortfalls"
    GROWTH = "growth"
    MODEL = "model"
    DIRECTION = "direction"
    PROPOSALS = "proposals"
    THANKS = "thanks"
    CLOSING = "closing"


class CauseKind(Enum):
    INDUSTRY = "industry"
    COMPETITORS = "competitors"
    POLICY = "policy"
    OTHER = "other"


class YesNo(Enum):
    YES = "yes"
    NO = "no"


class DayKind(Enum):
    WORK = "work"
    REST = "rest"


class Phasing(Enum):
    """How a target is spread over time."""

    WORKING_DAYS = "working-days"
    HEADCOUNT = "headcount"
    CALENDAR_DAYS = "calendar-days"
    EQUAL = "equal"
    LAST_YEAR = "last-year"
    SEASON = "season"


class Allocation(Enum):
    """How a target is spread over people."""

    WEIGHT = "weight"
    EQUAL = "equal"
    LAST_YEAR = "last-year"


class CarryOver(Enum):
    REST = "rest"
    NEXT = "next"
    NONE = "none"


class TaxBasis(Enum):
    WITH_TAX = "with-tax"
    WITHOUT_TAX = "without-tax"


class Recognition(Enum):
    ORDER = "order"
    SHIPMENT = "shipment"
    INVOICE = "invoice"


class ProfitBasis(Enum):
    GROSS = "gross"
    NET = "net"


class RateBasis(Enum):
    """Which collection rate: cash / sales, or cash / (opening + sales)."""

    CURRENT = "current"
    RECEIVABLE = "receivable"


class Theme(Enum):
    BUSINESS = "business"
    OFFICIAL = "official"


class WeekStart(Enum):
    MONDAY = "monday"
    SUNDAY = "sunday"


class Bound(Enum):
    """How exact a number is: 110多 is AT_LEAST, 约200 ABOUT, 近300 AT_MOST."""

    EXACT = "exact"
    AT_LEAST = "at-least"
    ABOUT = "about"
    AT_MOST = "at-most"

    def joined(self, other: Bound) -> Bound:
        """The bound of a sum: equal bounds stay, exact gives way, all else is about."""
        if self is other or other is Bound.EXACT:
            return self
        return other if self is Bound.EXACT else Bound.ABOUT


# Places and values ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a workbook: one cell, a range, or with `ref` None the whole sheet."""

    sheet: str
    ref: str | None = None

    def __str__(self) -> str:
        """What Excel's Go To takes: `'目标'!E7`, quotes doubled."""
        name = "'" + self.sheet.replace("'", "''") + "'"
        return name if self.ref is None else f"{name}!{self.ref}"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number from a cell, in yuan or in counted units, and how exact it is."""

    value: Decimal
    bound: Bound = Bound.EXACT

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.value + other.value, self.bound.joined(other.bound))


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days from `start` (inclusive) to `end` (exclusive)."""

    start: date
    end: date

    @property
    def last(self) -> date:
        """The last day inside."""
        return date.fromordinal(self.end.toordinal() - 1)

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def holds(self, other: Period) -> bool:
        """True when `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Period) -> bool:
        """True when the two share a day."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Table:
    """Where a sheet's table stands: the heading row and each known field's column letters."""

    sheet: str
    head_row: int
    letters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Origin:
    """The row of a table that a record was read from."""

    table: Table
    row: int

    def cell(self, name: str | None = None) -> Cell:
        """The cell of a field, or the row's first cell when the book has no such column."""
        letters = self.table.letters.get(name or "")
        return Cell(self.table.sheet, f"{letters or min(self.table.letters.values(), key=_column_order)}{self.row}")


def _column_order(letters: str) -> tuple[int, str]:
    return len(letters), letters


# Records, one a sheet row ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What keeps targets apart: lines are never added to each other."""

    measure: Measure
    tier: Tier = Tier.COMMITTED
    source: Source = Source.ASSIGNED
    version: Version = Version.FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A number a person typed for a period; `amount` None is a placeholder (待补), `unit` what a quantity is counted in."""

    origin: Origin
    period: Period
    amount: Amount | None
    line: Line
    level: Level = Level.COMPANY
    name: str = ""
    phase: str = ""
    note: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rep:
    origin: Origin | None
    name: str
    team: str = ""
    code: str = ""
    joined: date | None = None
    left: date | None = None
    market: str = ""
    channel: str = ""
    weight: Decimal = Decimal(1)
    ramp_months: int = 0
    status: RepStatus = RepStatus.ACTIVE

    @property
    def key(self) -> str:
        """What tells two people apart: the code, else the name."""
        return self.code or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    origin: Origin
    name: str
    grade: Grade | None = None
    last_grade: Grade | None = None
    stage: Stage | None = None
    size: Size | None = None
    type: str = ""
    rep: str = ""
    market: str = ""
    channel: str = ""
    code: str = ""
    first_deal: date | None = None
    last_contact: date | None = None
    visit_cycle: Amount | None = None
    opening: Amount | None = None
    credit_limit: Amount | None = None
    terms: Amount | None = None
    strength: Amount | None = None
    network: Amount | None = None
    delivery: Amount | None = None
    cooperation: Amount | None = None
    commitment: Amount | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    origin: Origin
    name: str
    status: MarketStatus | None = None
    start: date | None = None
    end: date | None = None
    share: Amount | None = None
    last_share: Amount | None = None
    size: Amount | None = None
    points: Amount | None = None
    stocked: Amount | None = None
    last_points: Amount | None = None
    last_stocked: Amount | None = None
    consumers: Amount | None = None
    competitors: str = ""
    strengths: str = ""
    issue: str = ""
    cause: str = ""
    lesson: str = ""
    disputed: Amount | None = None
    settlement: str = ""
    settled: YesNo | None = None
    model: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """A planned action (计划); `category` None was left blank."""

    origin: Origin
    title: str
    category: Category | None = None
    problem: str = ""
    action: str = ""
    owner: str = ""
    due: date | None = None
    start: date | None = None
    resource: str = ""
    budget: Amount | None = None
    measure: Measure | None = None
    name: str = ""
    expected: Amount | None = None
    achieved: Amount | None = None
    tier: Tier | None = None
    status: PlanStatus | None = None
    breakthrough: YesNo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The manager's own words (素材)."""

    origin: Origin
    section: Section
    text: str
    action: str = ""
    owner: str = ""
    due: date | None = None
    cause_kind: CauseKind | None = None
    period: Period | None = None
    impact: Amount | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    origin: Origin
    period: Period
    type: str
    count: Amount
    unrecorded: Amount | None = None
    due_count: Amount | None = None
    rep: str = ""
    client: str = ""
    market: str = ""
    outcome: str = ""
    follow_ups: Amount | None = None
    closed: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expense:
    origin: Origin
    title: str
    budget: Amount | None = None
    actual: Amount | None = None
    period: Period | None = None
    rep: str = ""
    market: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonIndex:
    origin: Origin
    month: int
    index: Decimal
    product: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    origin: Origin
    day: date
    kind: DayKind
    weight: Decimal | None = None
    note: str = ""


# Settings and the book ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The sheet 设置; None where the default depends on the rest of the book.

    `cells` tells where each typed setting stands, by field name. `amount_unit` and `display_unit` are
    yuan a unit (10000 for 万元); `rounding_unit` is yuan.
    """

    company: str | None = None
    branch: str | None = None
    department: str | None = None
    author: str | None = None
    title: str | None = None
    report_period: Period | None = None
    plan_period: Period | None = None
    as_of: date | None = None
    kind: Kind = Kind.TEAM
    year_start: int = 1
    amount_unit: Decimal = Decimal(1)
    display_unit: Decimal = Decimal(1)
    currency: str = "CNY"
    tax_basis: TaxBasis = TaxBasis.WITH_TAX
    tax_rate: Decimal = Decimal("0.13")
    recognition: Recognition = Recognition.SHIPMENT
    profit_basis: ProfitBasis = ProfitBasis.GROSS
    rounding_unit: Decimal = Decimal(1)
    quantity_precision: Decimal = Decimal(1)
    path: tuple[Level, ...] = (Level.COMPANY, Level.TEAM, Level.REP)
    phasing: Phasing = Phasing.WORKING_DAYS
    allocation: Allocation = Allocation.WEIGHT
    carry_over: CarryOver = CarryOver.REST
    rate_basis: RateBasis = RateBasis.CURRENT
    acceptance_counts: bool = True
    opening_date: date | None = None
    visit_cycles: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({"A": 15, "B": 30, "C": 60}))
    price_growth: Decimal | None = None
    sales_growth: Decimal | None = None
    rate_change: Decimal | None = None
    frozen_on: date | None = None
    letters: bool = False
    theme: Theme = Theme.BUSINESS
    contents: bool = False
    tolerance: Decimal = Decimal(0)
    country: str = "CN"
    week_start: WeekStart = WeekStart.MONDAY
    lang: Lang | None = None
    cells: Mapping[str, Cell] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows of a sheet that were not used, and why (`total-row`, `blank-target`, ...)."""

    reason: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSum:
    """The sum of a line's targets that lie in no other one, in yuan or units; `level` is what they are for."""

    line: Line
    level: Level
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Control:
    """What finance checks first: rows found = rows used + rows left out; each amount column's sum over the rows used.

    The sums of 目标 add all rows of a measure; where some lie in others, or lines stand apart, `outermost` has those that may
    be added. `by_unit` are the quantities of several units, '' being those without one, which have no sum.
    """

    sheet: str
    rows_found: int
    rows_used: int
    left_out: tuple[LeftOut, ...]
    sums: Mapping[str, Decimal]
    outermost: tuple[TargetSum, ...] = ()
    by_unit: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesBook:
    """Everything read from one workbook. `actuals` is columns, all else records; `tables` by sheet key.

    `sheets` names every sheet of the workbook in its order; `unread` are the keys of the sheets that are there and could not
    be read, which has been told.
    """

    name: str
    lang: Lang
    settings: Settings
    targets: tuple[Target, ...] = ()
    actuals: Actuals
    clients: tuple[Client, ...] = ()
    markets: tuple[Market, ...] = ()
    plans: tuple[PlanItem, ...] = ()
    reps: tuple[Rep, ...] = ()
    notes: tuple[Note, ...] = ()
    activities: tuple[Activity, ...] = ()
    expenses: tuple[Expense, ...] = ()
    season: tuple[SeasonIndex, ...] = ()
    calendar: tuple[CalendarDay, ...] = ()
    tables: Mapping[str, Table] = field(default_factory=lambda: MappingProxyType({}))
    controls: tuple[Control, ...] = ()
    sheets: tuple[str, ...] = ()
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actuals:
    """The sheet 实绩 as columns; entry i of every column is one row, `rows[i]` its row number in the sheet.

    A deal shared by several reps is one entry a rep, one after another with the same row number; their amounts add up to
    the row's.
    `starts`/`ends` and `paid_starts`/`paid_ends` are day ordinals, half-open; a dated row spans one day, a
    row dated by a period its days. Money columns are fen, counts thousandths; None is a blank cell. `bounds` holds
    only what is not exact, by (field, entry). `units` are those of the quantities where they are several, so
    that there is no total, '' where none is told; empty where all have one, which `unit` is if it is told.
    """

    table: Table | None = None
    rows: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    paid_starts: tuple[int, ...] = ()
    paid_ends: tuple[int, ...] = ()
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    kinds: tuple[ActualKind | None, ...] = ()
    money: Mapping[str, tuple[int | None, ...]] = field(default_factory=lambda: MappingProxyType({}))
    quantity: tuple[int | None, ...] = ()
    days: Mapping[str, tuple[date | None, ...]] = field(default_factory=lambda: MappingProxyType({}))
    bounds: Mapping[tuple[str, int], Bound] = field(default_factory=lambda: MappingProxyType({}))
    units: tuple[str, ...] = ()
    unit: str = ""

    @property
    def has_mixed_units(self) -> bool:
        return bool(self.units)

    def __len__(self) -> int:
        return len(self.rows)

    def entries(self) -> Iterator[int]:
        return iter(range(len(self.rows)))

    def leads(self, entry: int) -> bool:
        """True for the first entry of its row: only a shared deal has others."""
        return entry == 0 or self.rows[entry - 1] != self.rows[entry]

    def parts(self, entry: int) -> range:
        """The entries of the same row from `entry` on."""
        end = entry + 1
        while end < len(self.rows) and self.rows[end] == self.rows[entry]:
            end += 1
        return range(entry, end)

    def text(self, name: str, entry: int) -> str:
        """The text of a field (`rep`, `client`, `market`, `product`, `channel`, `document`, `note`); '' when blank."""
        column = self.texts.get(name)
        return column[entry] if column else ""

    def fen(self, name: str, entry: int) -> int | None:
        """Fen of `sales`, `collected` or `profit`; None when blank or no such column."""
        column = self.money.get(name)
        return column[entry] if column else None

    def bound(self, name: str, entry: int) -> Bound:
        return self.bounds.get((name, entry), Bound.EXACT)

    def cell(self, name: str, entry: int) -> Cell:
        """The cell of a field in an entry's row; only for a book that has the sheet."""
        assert self.table is not None
        return Origin(self.table, self.rows[entry]).cell(name)
