"""Alumni in the demo network, ambassadors among them."""

from insights.demo.shapes import Job, Person, Talk, Todo

ALUMNI = (
    Person(
        "Dana Okafor", "alumni-ambassador", "Brand manager", "3M", "Consumer goods",
        "Saint Paul, MN", pronouns="she/her", pronunciation="DAY-nuh oh-KAH-for", since=2021,
        jobs=(Job("Assistant brand manager", "General Mills", 2017, 2021),
              Job("Marketing intern", "Schwan’s", 2016, 2017)),
        email="dana.okafor@example.com", phone="+1 651 555 0142",
        linkedin="https://www.linkedin.com/in/demo-dana-okafor",
        tags=("brand", "mentor"), closeness=3,
        how_met="She answered the note that the alumni office passed on.",
        note="Direct and warm. Likes a question sent the day before.",
        can_help_with=("information", "introduction"),
        talks=(
            Talk(121, "mail", "I asked for twenty minutes; she said yes within the hour.",
                 by_them=True),
            Talk(109, "video", "How a brand plan is made: six weeks of numbers, one page of "
                 "words."),
            Talk(61, "mail", "Sent her my class project on tape dispensers. She liked the price "
                 "test."),
            Talk(2, "in_person", "Visited her office. A day is half meetings, half shelf data. "
                 "Take the research methods class before the strategy one."),
        ),
        todos=(
            Todo(-1, "thank", after_last_talk=True),
            Todo(6, "introduce", "An introduction to the consumer insights team", by_them=True,
                 after_last_talk=True),
            Todo(-58, "send", "Send the class project", done_days_ago=61),
        ),
    ),
    Person(
        "José García", "alumni-linkedin", "Shopper insights analyst", "General Mills",
        "Consumer goods", "Minneapolis, MN", since=2022,
        email="jose.garcia@example.com", tags=("brand", "data"), closeness=2,
        how_met="Wrote to him on LinkedIn after the alumni search.",
        talks=(
            Talk(96, "message", "Introduced myself and named the class we both took."),
            Talk(88, "video", "SQL every day, slides every Friday. He would learn R again."),
            Talk(34, "message", "He sent a list of three public data sets to practise on.",
                 by_them=True),
        ),
        todos=(Todo(0, "send", "Send José the dashboard I built with his data"),),
    ),
    Person(
        "Kirsten Aamodt", "alumni-other", "Regional sales lead", "Prairie Home Foods",
        "Agriculture and food", "Marshall, MN", pronouns="she/her",
        email="kirsten.aamodt@example.com",
        met_at="fair", tags=("internship",),
        talks=(
            Talk(52, "event", "Talked ten minutes at her table. Internship opens in January.",
                 at="fair"),
            Talk(45, "mail", "Thanked her; she asked for my résumé in the new year.", by_them=True),
        ),
        todos=(Todo(12, "send", "Send Kirsten my résumé"),),
    ),
    Person(
        "Solveig Nygaard", "alumni-ambassador", "Director of communications",
        "Lac qui Parle Health", "Health care", "Montevideo, MN", since=2018,
        jobs=(Job("Reporter", "Prairie Independent", 2009, 2014),
              Job("Communications officer", "Lac qui Parle Health", 2014, 2018)),
        email="solveig.nygaard@example.com", tags=("mentor",),
        how_met="Panel in the communications class.",
        talks=(Talk(150, "call", "From newsroom to hospital: write for the person in the waiting "
                    "room."),),
    ),
    Person(
        "Marcus Bell", "alumni-linkedin", "Marketing analyst", "Northfield Sporting Goods",
        "Sports", "Bloomington, MN", email="marcus.bell@example.com", tags=("sports", "data"),
        talks=(
            Talk(40, "message", "Asked how he moved from retail to analysis."),
            Talk(26, "call", "Two openings in spring that are not posted yet. Write again in "
                 "November."),
        ),
        todos=(Todo(0, "write", "The analyst opening", by_them=True, after_last_talk=True),),
    ),
    Person(
        "Thuy Pham", "alumni-linkedin", "Product marketing manager", "Target", "Retail",
        "Minneapolis, MN", since=2023, email="thuy.pham@example.com",
        jobs=(Job("Business analyst", "Target", 2020, 2023),), tags=("brand",),
        talks=(Talk(137, "video", "Rotations are worth it. Ask for the one nobody wants."),),
    ),
    Person(
        "Abdirahman Yusuf", "alumni-other", "Founder", "Yusuf Logistics", "Logistics",
        "Willmar, MN", email="abdi.yusuf@example.com", phone="+1 320 555 0117",
        talks=(
            Talk(83, "in_person", "Coffee in Willmar. Sells by answering the phone himself."),
            Talk(20, "message", "He asked whether I know somebody for his website.", by_them=True),
        ),
        todos=(Todo(3, "introduce", "Introduce Abdirahman to Lena"),),
    ),
    Person(
        "Hannah Sørensen", "alumni-linkedin", "Content strategist", "Loon Lake Agency",
        "Marketing and advertising", "Duluth, MN",
        email="hannah.sorensen@example.com", stage="contacted",
        talks=(Talk(13, "message", "Asked for a short call about agency life."),),
        todos=(Todo(2, "check_in", "Write to Hannah once more"),),
    ),
    Person(
        "Björn Halvorson", "alumni-other", "Category buyer", "Hy-Way Markets", "Retail",
        "Sioux Falls, SD", email="bjorn.halvorson@example.com",
        talks=(Talk(131, "in_person", "Lunch after homecoming. Buyers want one page and a "
                    "sample."),),
    ),
    Person(
        "Priya Raman", "alumni-linkedin", "Brand manager", "Lakeland Foods", "Consumer goods",
        "Minneapolis, MN", pronouns="she/her",
        email="priya.raman@example.com", tags=("brand", "mentor"), closeness=3,
        talks=(
            Talk(118, "video", "Her first week: learning to say “I do not know yet”."),
            Talk(72, "call", "She went through my résumé line by line. Move the numbers up."),
            Talk(17, "in_person", "Coffee about brand roles. She can see me in a rotation "
                 "program."),
        ),
        todos=(Todo(9, "check_in"), Todo(-68, "thank", done_days_ago=71)),
        can_help_with=("information", "resume"),
    ),
    Person(
        "Tomasz Kowalczyk", "alumni-other", "Operations manager", "Schwan’s",
        "Agriculture and food", "Marshall, MN",
        email="tomasz.kowalczyk@example.com",
        talks=(Talk(29, "in_person", "Plant tour. Marketing sits two doors from the freezer."),),
        todos=(Todo(-24, "thank", done_days_ago=28),),
    ),
    Person(
        "Amara Diallo", "alumni-linkedin", "Social media manager", "Minnesota Prairie Dogs",
        "Sports", "Saint Paul, MN", email="amara.diallo@example.com", tags=("sports",),
        stage="in_conversation",
        talks=(Talk(9, "message", "She answered! Game days are long, winters are planning.",
                    by_them=True),),
        todos=(Todo(1, "meet", "Find a day to meet Amara"),),
    ),
    Person("Grace Lindholm", "alumni-linkedin", "Market research associate", "Harbor Insights",
           "Research", "Minneapolis, MN", stage="to_contact", tags=("data",),
           linkedin="https://www.linkedin.com/in/demo-grace-lindholm"),
    Person("Siddharth Rao", "alumni-linkedin", "Growth marketer", "Northern Ledger", "Software",
           "Rochester, MN", stage="to_contact"),
    Person("Emily Two Bears", "alumni-other", "Tourism director", "Pipestone County", "Tourism",
           "Pipestone, MN", pronouns="she/her", email="emily.twobears@example.com",
           talks=(Talk(64, "call", "Small budgets, loyal visitors. She hires one summer "
                       "student."),)),
    Person("Ólafur Jónsson", "alumni-other", "Export manager", "Red River Grain",
           "Agriculture and food",
           "Fargo, ND",
           talks=(Talk(142, "mail", "He wrote about selling barley to three continents.",
                       by_them=True),
                  Talk(135, "video", "Languages opened every door he had.")),),
    Person("Rachel Cohen-Meyer", "alumni-ambassador", "Vice president, marketing",
           "Great Plains Bank",
           "Banking", "Sioux Falls, SD", stage="do_not_contact",
           note="On leave this year; the alumni office asks us not to write.",
           talks=(Talk(160, "mail", "She is on leave and asked to be left in peace this year.",
                       by_them=True),)),
    Person("Devon Walker", "alumni-linkedin", "Merchandise planner", "Target", "Retail",
           "Minneapolis, MN", stage="heard_of"),
    Person("Lucía Fernández Ortiz", "alumni-linkedin", "Brand strategist", "Loon Lake Agency",
           "Marketing and advertising", "Minneapolis, MN",
           stage="heard_of", how_met="Her campaign for the state fair was in our textbook."),
    Person("Nkechi Obi", "alumni-ambassador", "Human resources partner", "3M", "Human resources",
           "Saint Paul, MN", referred_by="Dana Okafor", email="nkechi.obi@example.com",
           talks=(Talk(55, "video", "How applications are read: thirty seconds, top third "
                       "first."),),
           can_help_with=("resume",)),
)  # fmt: skip
