"""Contact files (vCard and CSV) read into plain values, with a note of what was left out and why.

`read_contacts` turns bytes into contacts; `likely_duplicates` says which of them may be people already known.
Nothing here touches the store, and nothing a file holds is ever used as a path, fetched or run.
"""

from isp_desktop.services.contacts.duplicates import likely_duplicates
from isp_desktop.services.contacts.reading import read_contacts
from isp_desktop.services.contacts.records import Contact, ContactFile, Known, Likely, NotTaken

__all__ = ["Contact", "ContactFile", "Known", "Likely", "NotTaken", "likely_duplicates", "read_contacts"]
