"""Events, past and to come, and where the student wants to work."""

from insights.demo.shapes import Occasion

OCCASIONS = (
    Occasion(
        "fair", "Fall career and internship fair", "career_fair", -52,
        organization="Career Services", place="Recreation center, Marshall",
        starts_at="10:00", ends_at="14:00",
        look_for=("Somebody from Schwan’s", "Kirsten Aamodt, Prairie Home Foods"),
        note="Wear the blue jacket. Twelve résumés were enough.",
    ),
    Occasion(
        "lecture", "Guest lecture: brands that grow in small towns", "lecture", -33,
        organization="School of Business", place="Science 214", starts_at="15:00",
        note="Dr. Oyelaran speaks again in spring.",
    ),
    Occasion(
        "chapter", "AMA chapter kick-off", "association", -74,
        organization="American Marketing Association, student chapter",
        place="Conference center, upper level", starts_at="17:30",
    ),
    Occasion(
        "summit", "Upper Midwest marketing summit", "conference", -128, lasts_days=2,
        organization="Twin Cities Marketing Forum", place="Minneapolis Convention Center",
    ),
    Occasion(
        "breakfast", "Alumni breakfast", "social", 4,
        organization="Alumni office", place="Student center, Marshall",
        starts_at="08:00", ends_at="09:30",
        look_for=("Solveig Nygaard, class of 2009", "Anyone from the class of 2015"),
    ),
    Occasion(
        "evening", "AMA Minnesota chapter evening", "association", 11,
        organization="American Marketing Association, Minnesota",
        place="Saint Paul, Lowertown", starts_at="17:30", ends_at="20:00",
        look_for=(
            "Ngozi Eze, insights director at Lakeland Foods",
            "Peter Vang, sports marketing",
            "Whoever runs the mentoring table",
        ),
    ),
    Occasion(
        "sports", "Sports business day", "conference", 39, lasts_days=1,
        organization="Twin Cities Sports Commission", place="Minneapolis, MN",
    ),
)  # fmt: skip

TARGETS = {
    "industry": ("Consumer goods", "Sports", "Marketing and advertising"),
    "profession": ("Brand manager", "Market research"),
    "area": ("Minneapolis, MN", "Marshall, MN"),
}
