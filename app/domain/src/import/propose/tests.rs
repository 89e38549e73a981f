use super::*;
use Label::{Home, Mobile, Other, Plain, Work};
use OptOutTopics::{All, Calls, Email as Mail, MarketingEmail as Offers, Phone as Line, Sms};
use Target::{
    AddressLine, City, Company, CountryName, Email as Address, ExternalId, FirstName, FullName, Keep, LabelOfNext,
    LastName, MiddleName, Note, Phone, PostalCode, Region,
};

fn no(topics: OptOutTopics) -> Target {
    Target::OptOut(OptOut::plain(topics))
}

fn allowed(topics: OptOutTopics) -> Target {
    Target::OptOut(OptOut::inverted(topics))
}

fn proposed(header: &str) -> Vec<Target> {
    propose(&header.split(',').map(str::to_owned).collect::<Vec<_>>())
}

#[test]
fn hubspot_is_known() {
    assert_eq!(
        proposed(
            "Record ID,First Name,Last Name,Email,Phone Number,Lead Status,Create Date,Associated Company,\
             Country/Region,Contact owner,Mobile Phone Number,Unsubscribed from all email,\
             Opted out of email: One to One,Legal basis for processing contact's data"
        ),
        [
            ExternalId,
            FirstName,
            LastName,
            Address(Plain),
            Phone(Plain),
            Keep,
            Keep,
            Company,
            CountryName,
            Keep,
            Phone(Mobile),
            no(Mail),
            no(Offers),
            Keep
        ]
    );
}

#[test]
fn salesforce_is_known_in_both_forms() {
    assert_eq!(
        proposed("First Name,Last Name,Title,Account Name,Email,Phone,Lead Status,Email Opt Out,Do Not Call"),
        [FirstName, LastName, Keep, Company, Address(Plain), Phone(Plain), Keep, no(Offers), no(Calls)]
    );
    assert_eq!(
        proposed(
            "FirstName,LastName,Email,Phone,MobilePhone,HasOptedOutOfEmail,DoNotCall,MailingStreet,MailingCity,\
             MailingState,MailingPostalCode,MailingCountry"
        ),
        [
            FirstName,
            LastName,
            Address(Plain),
            Phone(Plain),
            Phone(Mobile),
            no(Offers),
            no(Calls),
            AddressLine,
            City,
            Region,
            PostalCode,
            CountryName
        ]
    );
}

#[test]
fn pipedrive_is_known() {
    assert_eq!(
        proposed(
            "Person - ID,Person - Name,Person - Organization,Person - Phone - Work,Person - Phone - Home,\
             Person - Phone - Mobile,Person - Phone - Other,Person - Email - Work,Person - Marketing status,\
             Person - Labels"
        ),
        [
            ExternalId,
            FullName,
            Company,
            Phone(Work),
            Phone(Home),
            Phone(Mobile),
            Phone(Other),
            Address(Work),
            Target::OptOut(OptOut::status(Offers)),
            Keep
        ]
    );
}

#[test]
fn google_is_known_in_both_forms_with_any_number_of_contact_points() {
    assert_eq!(
        proposed(
            "First Name,Middle Name,Last Name,Organization Name,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,\
             Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value"
        ),
        [
            FirstName,
            MiddleName,
            LastName,
            Company,
            Note,
            Keep,
            LabelOfNext,
            Address(Plain),
            LabelOfNext,
            Phone(Plain),
            LabelOfNext,
            Phone(Plain)
        ]
    );
    assert_eq!(
        proposed(
            "Name,Given Name,Additional Name,Family Name,Yomi Name,Group Membership,Phone 1 - Type,Phone 1 - Value"
        ),
        [FullName, FirstName, MiddleName, LastName, Keep, Keep, LabelOfNext, Phone(Plain)]
    );
}

#[test]
fn a_label_is_a_label_only_beside_its_value() {
    assert_eq!(proposed("Phone 1 - Label,Name,Phone 1 - Value"), [Keep, FullName, Phone(Plain)]);
}

#[test]
fn active_is_a_no_only_in_the_blacklist_of_odoo() {
    assert_eq!(proposed("Phone Number,Active"), [Phone(Plain), no(Line)]);
    assert_eq!(proposed("Name,Phone Number,Active"), [FullName, Phone(Plain), Keep]);
}

#[test]
fn dynamics_is_known_and_its_do_not_modify_is_no_opt_out() {
    assert_eq!(
        proposed(
            "(Do Not Modify) Contact,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Full Name,Email,\
             Business Phone,Do not allow Phone Calls,Do not allow Bulk Emails,Do not allow Mails"
        ),
        [ExternalId, Keep, Keep, FullName, Address(Plain), Phone(Work), no(Calls), no(Offers), Keep]
    );
}

#[test]
fn the_other_exporters_are_known() {
    assert_eq!(
        proposed("First Name,Last Name,ID,Do Not Call,Home,Mobile,Office Phone"),
        [FirstName, LastName, ExternalId, no(Calls), Phone(Home), Phone(Mobile), Phone(Work)]
    );
    assert_eq!(proposed("Lead Name,Email,Phone,Lead Source"), [FullName, Address(Plain), Phone(Plain), Keep]);
    assert_eq!(
        proposed("id,created_time,ad_name,full_name,email,phone_number,city,state,country"),
        [ExternalId, Keep, Keep, FullName, Address(Plain), Phone(Plain), City, Region, CountryName]
    );
    assert_eq!(
        proposed("Email Address,Personal Email,Account Name,Phone,Mobile Phone,Cadence,Owner,Do Not Contact"),
        [Address(Plain), Address(Home), Company, Phone(Plain), Phone(Mobile), Keep, Keep, no(All)]
    );
    assert_eq!(
        proposed("Id,Email Address,Company Name,Unsubscribed,Unsubscribed Reason,Marketing Suspended,Black Listed"),
        [ExternalId, Address(Plain), Company, no(Offers), Keep, no(Offers), no(All)]
    );
}

#[test]
fn sample_lists_are_known() {
    assert_eq!(
        proposed("first_name,last_name,company_name,address,city,county,state,zip,phone1,phone2,email,web"),
        [
            FirstName,
            LastName,
            Company,
            AddressLine,
            City,
            Keep,
            Region,
            PostalCode,
            Phone(Plain),
            Phone(Plain),
            Address(Plain),
            Keep
        ]
    );
    assert_eq!(
        proposed("Index,Customer Id,First Name,Company,Country,Phone 1,Phone 2,Subscription Date,Website"),
        [Keep, ExternalId, FirstName, Company, CountryName, Phone(Plain), Phone(Plain), Keep, Keep]
    );
}

#[test]
fn case_spaces_signs_and_counts_make_no_difference() {
    assert_eq!(
        proposed(" FIRST_NAME ,E-Mail,phone (2),PHONE"),
        [FirstName, Address(Plain), Phone(Plain), Phone(Plain)]
    );
}

#[test]
fn headings_of_other_languages_and_pictures_are_known() {
    let hindi = "\u{0928}\u{093e}\u{092e},\u{092b}\u{093c}\u{094b}\u{0928}";
    assert_eq!(proposed(hindi), [FullName, Phone(Plain)]);
    assert_eq!(
        proposed("Pr\u{e9}nom,Nom,T\u{e9}l\u{e9}phone,Ne pas appeler"),
        [FirstName, LastName, Phone(Plain), no(Calls)]
    );
    assert_eq!(proposed("\u{260e} Contact,e-mail / phone"), [Phone(Plain), Phone(Plain)]);
}

#[test]
fn a_permission_is_read_the_other_way_round() {
    for (heading, target) in [
        ("Allow phone calls", allowed(Calls)),
        ("Phone calls allowed?", allowed(Calls)),
        ("OK to call", allowed(Calls)),
        ("Accepts SMS Marketing", allowed(Sms)),
        ("Email opt-in", allowed(Offers)),
        ("E-mails allowed", allowed(Mail)),
        ("Do not allow calls", no(Calls)),
        ("Calls not allowed", no(Calls)),
        ("Don\u{2019}t call", no(Calls)),
        ("Do not phone or text", no(Line)),
        ("SMS opt-out", no(Sms)),
        ("SMSOptOut", no(Sms)),
        ("PersonDoNotCall", no(Calls)),
        ("PersonHasOptedOutOfEmail", no(Offers)),
        ("Do not send emails", no(Mail)),
        ("No newsletter emails", no(Offers)),
        ("No calls", no(Calls)),
        ("Never contact", no(All)),
    ] {
        assert_eq!(proposed(heading), [target], "{heading}");
    }
}

#[test]
fn a_heading_that_only_tells_about_a_no_is_kept() {
    for heading in
        ["Email opt-out date", "Unsubscribe reason", "Do not call until", "No. of calls", "No. Telephone", "Call notes"]
    {
        assert_eq!(proposed(heading), [Keep], "{heading}");
    }
}

#[test]
fn a_list_without_a_header_is_read_by_its_cells() {
    let sample: Vec<Vec<String>> = [
        ["7", "James", "Butt", "jbutt@gmail.com", "504-621-8927", "70116", "2024-05-31"],
        ["8", "Ana", "Silva", "ana@example.com", "+1 415 555 0100", "48116", "2024-06-01"],
        ["9", "Bo", "Li", "", "(415) 555-0101", "8014", "2024-06-02"],
    ]
    .map(|row| row.map(str::to_owned).to_vec())
    .to_vec();
    assert_eq!(propose_by_content(7, &sample), [Keep, FirstName, LastName, Address(Plain), Phone(Plain), Keep, Keep]);
    let whole =
        vec![vec!["Ana Silva".to_owned(), "Acme Corp".to_owned()], vec!["Bo Li".to_owned(), "Li Inc".to_owned()]];
    assert_eq!(propose_by_content(2, &whole), [FullName, Keep]);
}
