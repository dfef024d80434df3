"""What the properties of vCard are called, where this program has no field for them.

Sources: vCard 2.1, RFC 2426, RFC 6350, RFC 6474, RFC 8605, and the extensions that Apple, Google, Microsoft, GNOME,
KDE, Mozilla and Roundcube write.
"""

from __future__ import annotations

WITHOUT_FIELD = {
    "ADR-MAP": "map position",
    "AGENT": "assistant's card",
    "ANNIVERSARY": "anniversary",
    "BDAY": "birthday",
    "BIRTHPLACE": "place of birth",
    "CALADRURI": "calendar address",
    "CALURI": "calendar",
    "CATEGORIES": "categories",
    "DEATHDATE": "date of death",
    "DEATHPLACE": "place of death",
    "EXPERTISE": "expertise",
    "FBURL": "free and busy times",
    "GENDER": "gender",
    "GEO": "map position",
    "HOBBY": "hobby",
    "IMPP": "instant message address",
    "INTEREST": "interest",
    "KEY": "encryption key",
    "LANG": "language",
    "LOGO": "logo",
    "MEMBER": "member of a group",
    "PHOTO": "photo",
    "RELATED": "related person",
    "SOUND": "sound of the name",
    "TZ": "time zone",
    "URL": "web address",
    "X-ABDATE": "date",
    "X-ABRELATEDNAMES": "related person",
    "X-AIM": "instant message address",
    "X-ANNIVERSARY": "anniversary",
    "X-ASSISTANT": "assistant",
    "X-EVOLUTION-ANNIVERSARY": "anniversary",
    "X-EVOLUTION-ASSISTANT": "assistant",
    "X-EVOLUTION-BLOG-URL": "web address",
    "X-EVOLUTION-MANAGER": "manager",
    "X-EVOLUTION-SPOUSE": "spouse",
    "X-EVOLUTION-VIDEO-URL": "web address",
    "X-GADUGADU": "instant message address",
    "X-GENDER": "gender",
    "X-GOOGLE-TALK": "instant message address",
    "X-GROUPWISE": "instant message address",
    "X-GTALK": "instant message address",
    "X-ICQ": "instant message address",
    "X-JABBER": "instant message address",
    "X-KADDRESSBOOK-BLOGFEED": "web address",
    "X-KADDRESSBOOK-X-ANNIVERSARY": "anniversary",
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": "assistant",
    "X-KADDRESSBOOK-X-IMADDRESS": "instant message address",
    "X-KADDRESSBOOK-X-MANAGERSNAME": "manager",
    "X-KADDRESSBOOK-X-OFFICE": "office",
    "X-KADDRESSBOOK-X-SPOUSESNAME": "spouse",
    "X-MAIDENNAME": "maiden name",
    "X-MANAGER": "manager",
    "X-MESSAGING": "instant message address",
    "X-MS-ANNIVERSARY": "anniversary",
    "X-MS-ASSISTANT": "assistant",
    "X-MS-IMADDRESS": "instant message address",
    "X-MS-MANAGER": "manager",
    "X-MS-SPOUSE": "spouse",
    "X-MSN": "instant message address",
    "X-QQ": "instant message address",
    "X-SIP": "internet call address",
    "X-SKYPE": "instant message address",
    "X-SKYPE-USERNAME": "instant message address",
    "X-SOCIALPROFILE": "social profile",
    "X-SPOUSE": "spouse",
    "X-TWITTER": "social profile",
    "X-YAHOO": "instant message address",
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

PHONE_KINDS = ("assistant", "fax", "pager", "modem", "telex", "tty")
"""Words in a telephone's type or label that say nobody answers there, or not the person."""
