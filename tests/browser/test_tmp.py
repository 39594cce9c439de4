def test_in(maya, site):
    maya.goto("/contacts/")
    assert "Contacts" in maya.title()

def test_guest(guest):
    guest.page.goto("/contacts/")
    assert "Contacts" in guest.page.title()
    assert guest.count("Nobody") == 0
