"""The demo student's network: invented people, told as data, built through the domain's verbs."""
