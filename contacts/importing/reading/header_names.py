"""What columns are called: by the programs that export contacts, and by people.

A name is compared without case, marks, spaces and punctuation: "E-Mail 2 Address" and
"e-mail 2 address" are both "email2address" (see `columns.compact`). To teach the import a
new name, add it here.
"""

import re

from networkapp.text import fold

_NAMES: dict[str, str] = {
    "name": """
        name fullname displayname contactname contact person personname connectionname
        anzeigename vollstandigername kontakt ansprechpartner kontaktname
        nombre nom nome nombrecompleto nombreyapellidos nombreyapellido contacto
        nomcomplet nometprenom prenometnom nomaffiche
        nomecompleto nomecompleta nomeexibicao nomeecognome contatto
        naam volledigenaam weergavenaam
        magac magaca magacaoobuuxa magacoobuuxa namn navn
        氏名 名前 姓名 表示名 이름 成名
    """,
    "first_name": """
        firstname first givenname given forename
        vorname nombredepila nombres primernombre prenom
        primeironome nomeproprio voornaam roepnaam magacakowaad magackakowaad magacakoowaad
        fornamn fornavn imie 名 имя
    """,
    "last_name": """
        lastname last surname familyname family
        nachname familienname zuname apellido apellidos nomdefamille nomfamille
        sobrenome apelido apelidos ultimonome cognome achternaam familienaam
        magacadambe magackadambe efternamn etternavn efternavn nazwisko 姓 фамилия
    """,
    "middle_name": """
        middlename middle additionalname zweitervorname weiterevornamen segundonombre
        deuxiemeprenom segundonome secondonome tweedenaam magacalabaad
    """,
    "email": """
        email emails mail mailaddress emailaddress emailaddresses emailid emailvalue
        primaryemail secondaryemail otheremail alternateemail workemail businessemail
        personalemail homeemail schoolemail companyemail
        emailadresse mailadresse emailgeschaftlich emailprivat
        correo correos correoelectronico direcciondecorreo direcciondecorreoelectronico
        direccioncorreoelectronico direcciondeemail
        adressemail adresseemail courriel adressecourriel adressedemessagerie
        adresseelectronique adressedecourriel
        enderecodeemail enderecodeemailprincipal enderecoemail correioeletronico
        indirizzoemail indirizzodipostaelettronica indirizzomail postaelettronica
        emailadres mailadres epost epostadress epostadresse iimayl iimeyl iimaylka
        メール メールアドレス 电子邮件 邮箱 이메일
    """,
    "phone": """
        phone phones telephone tel mobile mobilephone cell cellphone phonenumber
        telephonenumber mobilenumber cellnumber workphone businessphone homephone primaryphone
        otherphone companymainphone contactphone contactphonenumber contactnumber phonevalue
        mobilephonenumber workphonenumber homephonenumber directphone
        telefon telefonnummer handy handynummer mobil mobiltelefon mobilnummer rufnummer
        telefongeschaftlich telefonprivat telefongeschaftlich2 telefonprivat2 haupttelefon
        telefono telefonomovil telefonocelular movil celular telefonodeltrabajo
        telefonoparticular numerodetelefono
        portable telephoneportable telmobile telportable numerodetelephone telephonebureau
        telephonedomicile telephonemobile
        telefone telemovel telefonecelular telefonecomercial telefoneresidencial
        cellulare telefonocellulare telefonoufficio telefonoabitazione numeroditelefono
        telefoon telefoonnummer mobiel mobielnummer mobieletelefoon telefoonwerk telefoonthuis
        taleefan taleefanka taleefoon lambarka lambarkataleefanka mobiltelefonnummer telefonnr
        電話 電話番号 携帯電話 电话 手机 전화
    """,
    "organization": """
        company companyname organization organisation organizationname organisationname
        employer business businessname firm workplace currentcompany currentemployer companyorg
        firma firmenname unternehmen arbeitgeber betrieb
        empresa compania organizacion empleador nombredelaempresa
        societe entreprise employeur compagnie nomdelasociete nomdelentreprise organisme
        azienda societa ditta impresa organizzazione datoredilavoro
        bedrijf bedrijfsnaam organisatie werkgever
        organizacao companhia nomedaempresa empregador
        shirkad shirkadda hayad hayadda foretag firmanavn virksomhed
        会社 会社名 勤務先 公司 회사
    """,
    "title": """
        jobtitle title position positions role jobrole jobposition occupation designation
        currentposition currenttitle organizationtitle positiontitle worktitle profession
        berufsbezeichnung berufstitel stelle funktion titel positiontitel beruf
        puesto cargo puestodetrabajo titulo ocupacion profesion
        poste fonction intituleduposte titreduposte titrefonction titre profession
        posizione qualifica ruolo mansione titololavorativo posizionelavorativa
        functie functietitel functienaam beroep
        funcao profissao ocupacao tituloprofissional
        jago jagada shaqo shaqada befattning stilling tittel 役職 职位 직함
    """,
    "department": """
        department dept organizationdepartment abteilung departamento departement
        reparto dipartimento ufficio afdeling waax waaxda avdeling avdelning 部署 部门
    """,
    "linkedin_url": """
        linkedin linkedinurl linkedinprofile linkedinprofileurl linkedinlink linkedinprofil
        linkedinaddress profileurl publicprofileurl perfildelinkedin profillinkedin
        perfildolinkedin profilolinkedin linkedinprofiel
    """,
    "website": """
        website url web webpage webaddress homepage site link websitevalue
        personalwebpage personalwebsite businesswebsite businesswebpage companywebsite
        webseite internetseite paginaweb sitioweb siteweb pageweb sitoweb paginawebpersonal
        paginadaweb webpagina
    """,
    "connected_on": """
        connectedon connectedat dateconnected connectiondate connected connectedsince
        verbundenam vernetztam verknupftam inkontaktseit kontaktseit
        conectadoel conectadodesde fechadeconexion fechadecontacto
        connectele connecteele connexionle datedeconnexion enrelationdepuis daterelation
        conectadoem conectadaem dataconexao datadeconexao datadaconexao
        verbondenop geconnecteerdop connectiegemaaktop
        connessoil collegatoil datacollegamento datadelcollegamento collegamentodal
    """,
    "location": """
        location city town state st province region country countryregion citystate
        workcity workstate workcountry businesscity businessstate businesscountry
        businesscountryregion addresscity addressregion addresscountry addressformatted
        organizationlocation
        ort stadt bundesland land standort wohnort ortgeschaftlich regiongeschaftlich
        landregiongeschaftlich
        ciudad pais provincia ubicacion localidad estado
        ville pays lieu localisation localite
        cidade localizacao citta paese localita
        stad plaats woonplaats locatie magaalo magaalada waddan waddanka gobol gobolka
        城市 国家 住所
    """,
    "note": """
        note notes comment comments remark remarks memo description about
        notiz notizen bemerkung bemerkungen anmerkung anmerkungen kommentar kommentare
        nota notas comentario comentarios observacion observaciones
        remarque remarques commentaire commentaires observation observations
        observacao observacoes anotacoes osservazioni commenti
        opmerking opmerkingen notitie notities qoraal qoraalo 備考 メモ 备注
    """,
    "pronouns": """
        pronouns pronoun preferredpronouns pronomen pronombre pronombres pronom pronoms
        pronome pronomes pronomi voornaamwoorden
    """,
    "tags": """
        tag tags label labels category categories group groups groupmembership keywords
        kategorie kategorien gruppe gruppen schlagworte etiqueta etiquetas categoria
        categorias grupos categorie groupes etiquettes etichette categorieen gruppi labelnamen
    """,
}
KEY_OF = {name: key for key, names in _NAMES.items() for name in fold(names).split()}

# Columns that come numbered: e-mail 2, phone 3, website 1 … Google's, Outlook's, Yahoo's.
NUMBERED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), key)
    for pattern, key in (
        (r"e?mail(?:address)?\d{1,2}(?:value|address)?", "email"),
        (r"alternateemail\d?", "email"),
        (r"email\dadresse|emailadresse\d|correoelectronico\d", "email"),
        (r"phone\d{1,2}(?:value)?", "phone"),
        (r"(?:home|business|work|mobile|other)phone\d", "phone"),
        (r"organi[sz]ation1?name", "organization"),
        (r"organi[sz]ation1?title", "title"),
        (r"organi[sz]ation1?department", "department"),
        (r"website\d{1,2}(?:value)?", "website"),
        (r"webpage\d", "website"),
        (r"address1(?:city|region|country|formatted)", "location"),
    )
)

# Words that mean the whole name, or the half of it that the other column does not hold.
FIRST_IF_LAST = frozenset({"nombre", "nome", "imie"})
LAST_IF_FIRST = frozenset({"nom", "naam"})

# Yahoo names its telephone columns by place alone.
YAHOO_PHONES = frozenset({"home", "work", "mobile", "other", "yahoophone", "primary"})
