//! The headings that known exporters write, each with what it becomes.
//!
//! Headings are written here as they stand in the files; case, spaces and signs are folded when
//! they are compared. What is not listed is kept under its own heading.
//!
//! What a column of opt-outs closes is what its exporter means by it, said beside its row: who
//! unsubscribes ends what is mailed to many, and "do not e-mail" ends all mail.

use super::column::{
    Label::{Home, Mobile, Other, Plain, Work},
    OptOut,
    OptOutTopics::{All, Calls, Email as Mail, MarketingEmail, Phone as Line, Sms},
    Target::{
        self, AddressLine, City, Company, ConsentDate, ConsentSource, ConsentWording, CountryName, Email, ExternalId,
        FirstName, FullName, Keep, LabelOfNext, Language, LastName, MiddleName, Note, Phone, PostalCode, Region,
        TimeZone,
    },
};

type Headings = &'static [(&'static str, Target)];

const NO_CALLS: Target = Target::OptOut(OptOut::plain(Calls));
const NO_EMAIL: Target = Target::OptOut(OptOut::plain(Mail));
const NO_OFFERS: Target = Target::OptOut(OptOut::plain(MarketingEmail));
const NO_SMS: Target = Target::OptOut(OptOut::plain(Sms));
const NO_CALLS_OR_TEXTS: Target = Target::OptOut(OptOut::plain(Line));
const NO_CONTACT: Target = Target::OptOut(OptOut::plain(All));

/// Every table; the first that knows a heading decides.
pub const EXPORTERS: [Headings; 15] = [
    COMMON,
    HUBSPOT,
    SALESFORCE_REPORT,
    SALESFORCE_DATA_LOADER,
    PIPEDRIVE,
    GOOGLE,
    ODOO,
    DYNAMICS,
    SUITECRM,
    ZOHO,
    FACEBOOK_LEADS,
    SALES_ENGAGEMENT,
    MARKETING_AUTOMATION,
    SAMPLE_LISTS,
    OTHER_LANGUAGES,
];

/// Tables that count only when the whole header is exactly theirs: alone, "Active" means nothing.
pub const WHOLE_HEADERS: [Headings; 3] = [
    // The phone blacklist: an active line is a number that wants neither texts nor calls.
    &[("Phone Number", Phone(Plain)), ("Active", NO_CALLS_OR_TEXTS)],
    // The mail blacklist: an active line gets no mailings.
    &[("Email Address", Email(Plain)), ("Active", NO_OFFERS)],
    &[("Email", Email(Plain)), ("Active", NO_OFFERS)],
];

const COMMON: Headings = &[
    ("Name", FullName),
    ("Full Name", FullName),
    ("Customer", FullName),
    ("Customer Name", FullName),
    ("Contact Name", FullName),
    ("First Name", FirstName),
    ("Given Name", FirstName),
    ("Middle Name", MiddleName),
    ("Last Name", LastName),
    ("Family Name", LastName),
    ("Surname", LastName),
    ("Company", Company),
    ("Company Name", Company),
    ("Organization", Company),
    ("Organisation", Company),
    ("Phone", Phone(Plain)),
    ("Phone Number", Phone(Plain)),
    ("Telephone", Phone(Plain)),
    ("Telephone Number", Phone(Plain)),
    ("Tel", Phone(Plain)),
    ("Contact Number", Phone(Plain)),
    ("E-mail / Phone", Phone(Plain)),
    ("Phone / E-mail", Phone(Plain)),
    ("Mobile", Phone(Mobile)),
    ("Mobile Phone", Phone(Mobile)),
    ("Mobile Number", Phone(Mobile)),
    ("Cell", Phone(Mobile)),
    ("Cell Phone", Phone(Mobile)),
    ("Home Phone", Phone(Home)),
    ("Work Phone", Phone(Work)),
    ("Business Phone", Phone(Work)),
    ("Other Phone", Phone(Other)),
    ("Email", Email(Plain)),
    ("Email Address", Email(Plain)),
    ("Work Email", Email(Work)),
    ("Personal Email", Email(Home)),
    ("Other Email", Email(Other)),
    ("Address", AddressLine),
    ("Address Line 1", AddressLine),
    ("Street", AddressLine),
    ("Street Address", AddressLine),
    ("City", City),
    ("Town", City),
    ("State", Region),
    ("Province", Region),
    ("State/Province", Region),
    ("State/Region", Region),
    ("Region", Region),
    ("ZIP", PostalCode),
    ("ZIP Code", PostalCode),
    ("Postal Code", PostalCode),
    ("Postcode", PostalCode),
    ("ZIP/Postal Code", PostalCode),
    ("Country", CountryName),
    ("Country/Region", CountryName),
    ("Time Zone", TimeZone),
    ("Language", Language),
    ("Preferred Language", Language),
    ("Locale", Language),
    ("Note", Note),
    ("Notes", Note),
    ("External ID", ExternalId),
    ("Customer ID", ExternalId),
    ("ID", ExternalId),
    ("Consent Date", ConsentDate),
    ("Consent Source", ConsentSource),
    ("Consent Wording", ConsentWording),
    ("Consent Text", ConsentWording),
    ("Do Not Call", NO_CALLS),
    ("DNC", NO_CALLS),
    ("Do Not Email", NO_EMAIL),
    ("Do Not Text", NO_SMS),
    ("Do Not Contact", NO_CONTACT),
    // What one unsubscribes from is sent to many.
    ("Unsubscribed", NO_OFFERS),
    // Of what is not said, so it is everything.
    ("Opt Out", NO_CONTACT),
    ("Opted Out", NO_CONTACT),
    // Permissions: a "no", and an empty cell, closes what it names.
    ("Allow Phone Calls", Target::OptOut(OptOut::inverted(Calls))),
    ("Subscribed", Target::OptOut(OptOut::inverted(MarketingEmail))),
];

/// `Opted out of email: <kind>` is understood by its phrase, because the kinds are the business's own:
/// each ends one sort of mailing, and so all of them here.
const HUBSPOT: Headings = &[
    ("Record ID", ExternalId),
    ("Mobile Phone Number", Phone(Mobile)),
    ("Associated Company", Company),
    ("Lead Status", Keep),
    ("Create Date", Keep),
    ("Contact owner", Keep),
    // All mail but the legal: mailings and what is written one to one.
    ("Unsubscribed from all email", NO_EMAIL),
    ("Legal basis for processing contact's data", Keep),
];

const SALESFORCE_REPORT: Headings = &[
    ("Title", Keep),
    ("Account Name", Company),
    ("Lead ID", ExternalId),
    ("Contact ID", ExternalId),
    // Left out of mass mail.
    ("Email Opt Out", NO_OFFERS),
    ("Do Not Call", NO_CALLS),
    ("Fax Opt Out", Keep),
    ("Mailing Street", AddressLine),
    ("Mailing City", City),
    ("Mailing State/Province", Region),
    ("Mailing Zip/Postal Code", PostalCode),
    ("Mailing Country", CountryName),
];

const SALESFORCE_DATA_LOADER: Headings = &[
    ("MobilePhone", Phone(Mobile)),
    // Left out of mass mail.
    ("HasOptedOutOfEmail", NO_OFFERS),
    ("HasOptedOutOfFax", Keep),
    ("DoNotCall", NO_CALLS),
    ("MailingStreet", AddressLine),
    ("MailingCity", City),
    ("MailingState", Region),
    ("MailingPostalCode", PostalCode),
    ("MailingCountry", CountryName),
];

const PIPEDRIVE: Headings = &[
    ("Person - ID", ExternalId),
    ("Person - Name", FullName),
    ("Person - First name", FirstName),
    ("Person - Last name", LastName),
    ("Person - Organization", Company),
    ("Person - Phone", Phone(Plain)),
    ("Person - Phone - Work", Phone(Work)),
    ("Person - Phone - Home", Phone(Home)),
    ("Person - Phone - Mobile", Phone(Mobile)),
    ("Person - Phone - Other", Phone(Other)),
    ("Person - Email", Email(Plain)),
    ("Person - Email - Work", Email(Work)),
    ("Person - Email - Home", Email(Home)),
    ("Person - Email - Other", Email(Other)),
    // "Unsubscribed" and "Archived" end campaigns; "No consent" is what stands there before anybody asked.
    ("Person - Marketing status", Target::OptOut(OptOut::status(MarketingEmail))),
    ("Person - Labels", Keep),
    ("Person - Owner", Keep),
];

/// The new and the old form. Numbers in the headings are left out when they are compared, so
/// `Phone 1 - Value` and `Phone 4 - Value` are both here.
const GOOGLE: Headings = &[
    ("Additional Name", MiddleName),
    ("Organization Name", Company),
    ("Organization Title", Keep),
    ("E-mail 1 - Label", LabelOfNext),
    ("E-mail 1 - Type", LabelOfNext),
    ("E-mail 1 - Value", Email(Plain)),
    ("Phone 1 - Label", LabelOfNext),
    ("Phone 1 - Type", LabelOfNext),
    ("Phone 1 - Value", Phone(Plain)),
    ("Address 1 - Street", AddressLine),
    ("Address 1 - Extended Address", AddressLine),
    ("Address 1 - City", City),
    ("Address 1 - Region", Region),
    ("Address 1 - Postal Code", PostalCode),
    ("Address 1 - Country", CountryName),
];

const ODOO: Headings = &[
    ("External ID", ExternalId),
    ("Name", FullName),
    ("Mobile", Phone(Mobile)),
    ("Blacklisted Phone is Phone", Keep),
    ("Blacklisted Phone Is Mobile", Keep),
    // The blacklist of text messages, which holds numbers: calls are closed with it.
    ("Phone Blacklisted", NO_CALLS_OR_TEXTS),
    // Of what is not said, so it is everything.
    ("Blacklist", NO_CONTACT),
];

/// "Do not allow Phone Calls" holds `Allow` or `Do Not Allow`: the values speak for themselves,
/// and a `Yes` there still means that calls are not allowed.
const DYNAMICS: Headings = &[
    ("(Do Not Modify) Contact", ExternalId),
    ("(Do Not Modify) Lead", ExternalId),
    ("(Do Not Modify) Account", ExternalId),
    ("(Do Not Modify) Row Checksum", Keep),
    ("(Do Not Modify) Modified On", Keep),
    ("Business Phone", Phone(Work)),
    ("Do not allow Phone Calls", NO_CALLS),
    ("Do not allow Emails", NO_EMAIL),
    // Campaigns only.
    ("Do not allow Bulk Emails", NO_OFFERS),
    // Letters and faxes: neither is sent from here.
    ("Do not allow Mails", Keep),
    ("Do not allow Faxes", Keep),
    ("Address 1: Street 1", AddressLine),
    ("Address 1: City", City),
    ("Address 1: State/Province", Region),
    ("Address 1: ZIP/Postal Code", PostalCode),
    ("Address 1: Country/Region", CountryName),
];

const SUITECRM: Headings = &[
    ("Home", Phone(Home)),
    ("Office Phone", Phone(Work)),
    ("Primary Address Street", AddressLine),
    ("Primary Address City", City),
    ("Primary Address State", Region),
    ("Primary Address Postal Code", PostalCode),
    ("Primary Address Country", CountryName),
];

const ZOHO: Headings = &[
    ("Lead Name", FullName),
    ("Lead Source", Keep),
    ("Lead Owner", Keep),
    ("Industry", Keep),
    // Left out of mass mail.
    ("Email Opt Out", NO_OFFERS),
    ("SMS Opt Out", NO_SMS),
];

const FACEBOOK_LEADS: Headings = &[
    ("id", ExternalId),
    ("created_time", Keep),
    ("is_organic", Keep),
    ("platform", Keep),
    ("full_name", FullName),
    ("phone_number", Phone(Plain)),
];

const SALES_ENGAGEMENT: Headings = &[
    ("Personal Email", Email(Home)),
    ("Cadence", Keep),
    ("Owner", Keep),
    // No step of any cadence: neither calls nor messages.
    ("Do Not Contact", NO_CONTACT),
];

const MARKETING_AUTOMATION: Headings = &[
    // Mailings end; what belongs to an order goes on.
    ("Unsubscribed", NO_OFFERS),
    ("Unsubscribed Reason", Keep),
    ("Email Invalid", Keep),
    ("Marketing Suspended", NO_OFFERS),
    // Of what is not said, so it is everything.
    ("Black Listed", NO_CONTACT),
    ("Updated At", Keep),
];

/// Datablist's `customers-N.csv` and the `us-500.csv` family.
const SAMPLE_LISTS: Headings = &[
    ("Index", Keep),
    ("Customer Id", ExternalId),
    ("Phone 1", Phone(Plain)),
    ("Phone 2", Phone(Plain)),
    ("Subscription Date", Keep),
    ("Website", Keep),
    ("company_name", Company),
    ("county", Keep),
    ("phone1", Phone(Plain)),
    ("phone2", Phone(Plain)),
    ("web", Keep),
];

const OTHER_LANGUAGES: Headings = &[
    ("Nom", LastName),
    ("Pr\u{e9}nom", FirstName),
    ("Nom complet", FullName),
    ("Soci\u{e9}t\u{e9}", Company),
    ("Entreprise", Company),
    ("T\u{e9}l\u{e9}phone", Phone(Plain)),
    ("T\u{e9}l", Phone(Plain)),
    ("Portable", Phone(Mobile)),
    ("T\u{e9}l\u{e9}phone portable", Phone(Mobile)),
    ("Courriel", Email(Plain)),
    ("Adresse e-mail", Email(Plain)),
    ("Mail", Email(Plain)),
    ("Adresse", AddressLine),
    ("Ville", City),
    ("Code postal", PostalCode),
    ("Pays", CountryName),
    ("Langue", Language),
    ("Ne pas appeler", NO_CALLS),
    ("Vorname", FirstName),
    ("Nachname", LastName),
    ("Firma", Company),
    ("Telefon", Phone(Plain)),
    ("Telefonnummer", Phone(Plain)),
    ("Mobil", Phone(Mobile)),
    ("Handy", Phone(Mobile)),
    ("E-Mail-Adresse", Email(Plain)),
    ("Stra\u{df}e", AddressLine),
    ("Ort", City),
    ("Stadt", City),
    ("PLZ", PostalCode),
    ("Land", CountryName),
    ("Sprache", Language),
    ("Notiz", Note),
    ("Nicht anrufen", NO_CALLS),
    ("Nombre", FirstName),
    ("Apellido", LastName),
    ("Apellidos", LastName),
    ("Nombre completo", FullName),
    ("Empresa", Company),
    ("Tel\u{e9}fono", Phone(Plain)),
    ("M\u{f3}vil", Phone(Mobile)),
    ("Correo electr\u{f3}nico", Email(Plain)),
    ("Direcci\u{f3}n", AddressLine),
    ("Ciudad", City),
    ("C\u{f3}digo postal", PostalCode),
    ("Pa\u{ed}s", CountryName),
    ("Idioma", Language),
    ("No llamar", NO_CALLS),
    ("Nome", FullName),
    ("Cognome", LastName),
    ("Telefone", Phone(Plain)),
    ("Telefono", Phone(Plain)),
    ("Cellulare", Phone(Mobile)),
    ("Celular", Phone(Mobile)),
    ("N\u{e3}o ligar", NO_CALLS),
    ("Non chiamare", NO_CALLS),
    ("\u{0928}\u{093e}\u{092e}", FullName),
    ("\u{092b}\u{093c}\u{094b}\u{0928}", Phone(Plain)),
    ("\u{092b}\u{094b}\u{0928}", Phone(Plain)),
    ("\u{0908}\u{092e}\u{0947}\u{0932}", Email(Plain)),
    ("\u{0627}\u{0644}\u{0627}\u{0633}\u{0645}", FullName),
    ("\u{0627}\u{0644}\u{0647}\u{0627}\u{062a}\u{0641}", Phone(Plain)),
    (
        "\u{0627}\u{0644}\u{0628}\u{0631}\u{064a}\u{062f} \u{0627}\u{0644}\u{0625}\u{0644}\u{0643}\u{062a}\u{0631}\u{0648}\u{0646}\u{064a}",
        Email(Plain),
    ),
];
