"""What the properties of vCard are called, where this program has no field for them.

Sources: vCard 2.1, RFC 2426, RFC 6350, RFC 6474, RFC 8605, and the extensions that Apple, Google, Microsoft, GNOME,
KDE, Mozilla and Roundcube write.
"""

from __future__ import annotations

from isp_desktop.domain.language import marked

WITHOUT_FIELD = {
    "ADR-MAP": marked("map position"),
    "AGENT": marked("assistant's card"),
    "ANNIVERSARY": marked("anniversary"),
    "BDAY": marked("birthday"),
    "BIRTHPLACE": marked("place of birth"),
    "CALADRURI": marked("calendar address"),
    "CALURI": marked("calendar"),
    "CATEGORIES": marked("categories"),
    "DEATHDATE": marked("date of death"),
    "DEATHPLACE": marked("place of death"),
    "EXPERTISE": marked("expertise"),
    "FBURL": marked("free and busy times"),
    "GENDER": marked("gender"),
    "GEO": marked("map position"),
    "HOBBY": marked("hobby"),
    "IMPP": marked("instant message address"),
    "INTEREST": marked("interest"),
    "KEY": marked("encryption key"),
    "LANG": marked("language"),
    "LOGO": marked("logo"),
    "MEMBER": marked("member of a group"),
    "PHOTO": marked("photo"),
    "RELATED": marked("related person"),
    "SOUND": marked("sound of the name"),
    "TZ": marked("time zone"),
    "URL": marked("web address"),
    "X-ABDATE": marked("date"),
    "X-ABRELATEDNAMES": marked("related person"),
    "X-AIM": marked("instant message address"),
    "X-ANNIVERSARY": marked("anniversary"),
    "X-ASSISTANT": marked("assistant"),
    "X-EVOLUTION-ANNIVERSARY": marked("anniversary"),
    "X-EVOLUTION-ASSISTANT": marked("assistant"),
    "X-EVOLUTION-BLOG-URL": marked("web address"),
    "X-EVOLUTION-MANAGER": marked("manager"),
    "X-EVOLUTION-SPOUSE": marked("spouse"),
    "X-EVOLUTION-VIDEO-URL": marked("web address"),
    "X-GADUGADU": marked("instant message address"),
    "X-GENDER": marked("gender"),
    "X-GOOGLE-TALK": marked("instant message address"),
    "X-GROUPWISE": marked("instant message address"),
    "X-GTALK": marked("instant message address"),
    "X-ICQ": marked("instant message address"),
    "X-JABBER": marked("instant message address"),
    "X-KADDRESSBOOK-BLOGFEED": marked("web address"),
    "X-KADDRESSBOOK-X-ANNIVERSARY": marked("anniversary"),
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": marked("assistant"),
    "X-KADDRESSBOOK-X-IMADDRESS": marked("instant message address"),
    "X-KADDRESSBOOK-X-MANAGERSNAME": marked("manager"),
    "X-KADDRESSBOOK-X-OFFICE": marked("office"),
    "X-KADDRESSBOOK-X-SPOUSESNAME": marked("spouse"),
    "X-MAIDENNAME": marked("maiden name"),
    "X-MANAGER": marked("manager"),
    "X-MESSAGING": marked("instant message address"),
    "X-MS-ANNIVERSARY": marked("anniversary"),
    "X-MS-ASSISTANT": marked("assistant"),
    "X-MS-IMADDRESS": marked("instant message address"),
    "X-MS-MANAGER": marked("manager"),
    "X-MS-SPOUSE": marked("spouse"),
    "X-MSN": marked("instant message address"),
    "X-QQ": marked("instant message address"),
    "X-SIP": marked("internet call address"),
    "X-SKYPE": marked("instant message address"),
    "X-SKYPE-USERNAME": marked("instant message address"),
    "X-SOCIALPROFILE": marked("social profile"),
    "X-SPOUSE": marked("spouse"),
    "X-TWITTER": marked("social profile"),
    "X-YAHOO": marked("instant message address"),
}
"""Property to what a person would call it; of a name with a slash the part before it counts. Those not listed are
told under their own name."""

WITHOUT_VALUE = {"PHOTO", "LOGO", "SOUND", "KEY", "AGENT"}
"""Properties whose values are pictures, sounds, keys or whole cards, of no use in a message."""

BOOKKEEPING = {
    *("BEGIN", "END", "VERSION", "PROFILE", "PRODID", "UID", "REV", "SOURCE", "NAME", "MAILER", "CLASS", "CREATED"),
    *("KIND", "CLIENTPIDMAP", "XML", "SORT-STRING", "DCREATED", "LAST-MODIFIED"),
    *("X-ABADR", "X-ABLABEL", "X-ABSHOWAS", "X-ABUID", "X-ADDRESSBOOKSERVER-KIND", "X-CLASS", "X-GENERATOR"),
    *("X-COUCHDB-APPLICATION-ANNOTATIONS", "X-EVOLUTION-FILE-AS", "X-EVOLUTION-WEBDAV-ETAG", "X-REDUCTION"),
    *("X-IRMC-LUID", "X-MOZILLA-CPT", "X-MOZILLA-HTML", "X-MS-CARDPICTURE", "X-MS-OL-DESIGN", "X-PRODID"),
    *("X-MS-OL-DEFAULT-POSTAL-ADDRESS", "X-PHONETIC-FIRST-NAME", "X-PHONETIC-LAST-NAME", "X-PHONETIC-MIDDLE-NAME"),
    *("X-PHONETIC-ORG", "X-KADDRESSBOOK-CRYPTOENCRYPTPREF", "X-KADDRESSBOOK-CRYPTOPROTOPREF"),
    *("X-KADDRESSBOOK-CRYPTOSIGNPREF", "X-KADDRESSBOOK-OPENPGPFP", "X-KADDRESSBOOK-MAILPREFERREDFORMATTING"),
}
"""What programs note for themselves: versions, identifiers, how to sort, pronounce, lay out or encrypt. Not told."""

PHONE_KINDS = (
    *(marked("assistant"), marked("fax"), marked("pager")),
    *(marked("modem"), marked("telex"), marked("tty")),
)
"""Words in a telephone's type or label that say nobody answers there, or not the person. They are as files have them,
and translated only where they are told."""
