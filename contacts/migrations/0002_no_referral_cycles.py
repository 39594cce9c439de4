"""Nobody is referred by somebody whom they referred: a trigger walks up the chain.

The lock per owner closes the gap in which two requests each make one half of a cycle. The
trigger runs as whoever writes, so it sees the owner's rows only, which is all a chain has.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION contacts_refuse_referral_cycle() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('contacts.referral', NEW.owner_id));
    IF EXISTS (
        WITH RECURSIVE above AS (
            SELECT c.id, c.referred_by_id FROM contacts_contact c WHERE c.id = NEW.referred_by_id
            UNION
            SELECT c.id, c.referred_by_id
            FROM contacts_contact c JOIN above a ON c.id = a.referred_by_id
        )
        SELECT 1 FROM above WHERE id = NEW.id
    ) THEN
        RAISE EXCEPTION 'a chain of referrals leads back to its start'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'contacts_contact_no_referral_cycle';
    END IF;
    RETURN NEW;
END
$body$;

CREATE TRIGGER contacts_contact_no_referral_cycle
    BEFORE INSERT OR UPDATE OF referred_by_id ON contacts_contact
    FOR EACH ROW WHEN (NEW.referred_by_id IS NOT NULL)
    EXECUTE FUNCTION contacts_refuse_referral_cycle();
"""

DROP = """
DROP TRIGGER contacts_contact_no_referral_cycle ON contacts_contact;
DROP FUNCTION contacts_refuse_referral_cycle();
"""


class Migration(migrations.Migration):
    dependencies = [("contacts", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
