"""The words that made-up people are made of."""

# ruff: noqa: SIM905 (a list of so many words would be a page for each)

FIRST = (
    "Amina Ayaan Bao Carla Chidi Dana Elif Emma Farah Felix Grace Hana Hugo Ines Ivan Jamal "
    "Jana Jonas José Kai Keiko Lars Laila Leon Lucía Łukasz Maja Malik María Mateo Mei Mila "
    "Nadia Ngozi Nils Noor Olga Omar Oscar Pablo Priya Quinn Rafael Rosa Ruth Samir Sara "
    "Siobhán Sofia Tariq Thanh Tomás Uma Viktor Wanjiru Xin Yara Yusuf Zoë Åsa"
).split()
LAST = (
    "Abdi Adeyemi Ahmed Andersson Bauer Becker Bianchi Brown Castro Chen Cohen Costa Cruz "
    "Davies Delgado Diaz Dubois Eriksen Fischer Flores García Gómez Green Gupta Haddad Hansen "
    "Hassan Hernández Hoffmann Huang Hughes Ibrahim Ivanova Jackson Jansen Johansson Jones "
    "Kamau Kaya Khan Kim Kowalski Kumar Larsen Lee Lehmann Lindqvist Liu López Martin Mendoza "
    "Meyer Mohamed Moore Morales Müller Murphy Nakamura Nguyen Nowak Novák O'Brien Okafor "
    "Okonkwo Olsen Ortiz Park Patel Pereira Petrov Pham Quispe Ramírez Reyes Rivera Rossi "
    "Ruiz Sánchez Santos Schmidt Silva Singh Smith Sørensen Suzuki Tanaka Taylor Thomas "
    "Torres Tran Turner Usman Vargas Vega Walker Wang Warsame Weber White Wilson Wong Wright "
    "Yamamoto Yang Yılmaz Young Zhang Zimmermann"
).split()
TITLES = (
    "Software engineer",
    "Senior software engineer",
    "Data analyst",
    "Brand manager",
    "Registered nurse",
    "Product manager",
    "Account executive",
    "Civil engineer",
    "Associate professor of marketing",
    "Director of talent acquisition",
    "Owner and founder",
    "Research assistant",
    "Financial analyst",
    "Teacher",
    "Social worker",
    "Vice president, operations",
)
EMPLOYERS = (
    "North Star Foods",
    "Lakeside Clinic",
    "Blue Heron Software",
    "Prairie Bank",
    "Marshall Public Schools",
    "Cedar Valley Energy",
    "Minnesota Wheelworks",
    "Harbor Insurance",
    "Granite Robotics",
    "River City Logistics",
)
BRANCHES = (
    "Group",
    "International",
    "Partners",
    "Labs",
    "Services",
    "Holdings",
    "Midwest",
    "Research",
)
STEPS = (
    "Send the article",
    "Ask about summer",
    "Thank for the talk",
    "Coffee in town",
    "Check in",
)
NOTE = (
    "Met at the autumn career fair and talked about how the team hires interns in spring. "
    "Grew up near here and still visits in July. Likes trail running and old maps. Said to "
    "write again after the fiscal year closes, and to mention the supply chain project in the "
    "first line. Knows the department chair well and offered to look at my portfolio. Prefers "
    "a short mail on Tuesday to a call. Their company moves to the new building next year and "
    "will need people for planning. Asked what I want to do in five years; have a better "
    "answer ready."
).split()
