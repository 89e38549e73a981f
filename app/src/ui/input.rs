//! Fields that are typed into: one component per kind of answer, so that keyboards, password
//! managers and browsers know what is asked.
//!
//! None of them uses the browser's own validation: its bubbles vanish, cannot be read again, and say
//! something else than the server. A form with these fields is `novalidate`.

use leptos::prelude::*;

use super::field::Frame;

/// What one kind of input tells the browser.
struct Kind {
    input_type: &'static str,
    mode: Option<&'static str>,
    /// Whether names are completed and corrected: never for addresses, numbers and secrets.
    spelling: Option<&'static str>,
    autocomplete: &'static str,
}

const TEXT: Kind = Kind { input_type: "text", mode: None, spelling: None, autocomplete: "off" };
const EMAIL: Kind = Kind { input_type: "email", mode: Some("email"), spelling: Some("false"), autocomplete: "off" };
const PHONE: Kind = Kind { input_type: "tel", mode: Some("tel"), spelling: Some("false"), autocomplete: "off" };
const PASSWORD: Kind =
    Kind { input_type: "password", mode: None, spelling: Some("false"), autocomplete: "current-password" };
const CLOCK: Kind = Kind { input_type: "time", mode: None, spelling: None, autocomplete: "off" };
const MOMENT: Kind = Kind { input_type: "datetime-local", mode: None, spelling: None, autocomplete: "off" };
const DATE: Kind = Kind { input_type: "date", mode: None, spelling: None, autocomplete: "off" };

/// What all of them are made of.
fn input(
    kind: &Kind,
    label: String,
    name: String,
    value: String,
    autocomplete: Option<String>,
    frame: Frame,
) -> AnyView {
    let control = view! {
        <input
            class="control"
            id=frame.id.clone()
            name=name
            type=kind.input_type
            inputmode=kind.mode
            spellcheck=kind.spelling
            autocomplete=autocomplete.unwrap_or_else(|| kind.autocomplete.to_owned())
            value=value
            aria-describedby=frame.described_by()
            aria-invalid=frame.invalid()
        />
    }
    .into_any();
    frame.around(label, control)
}

/// Defines a field with the props that all of them share.
macro_rules! input_field {
    ($(#[$doc:meta])* $component:ident, $kind:ident) => {
        $(#[$doc])*
        #[component]
        pub fn $component(
            /// The accessible name, and the words above the field.
            #[prop(into)]
            label: String,
            /// The name under which the form sends the answer.
            #[prop(into)]
            name: String,
            /// The answer that the field starts with.
            #[prop(optional, into)]
            value: String,
            /// What helps to answer, before anything is wrong.
            #[prop(optional, into)]
            hint: Option<String>,
            /// What is wrong with the answer, and what would be right.
            #[prop(optional, into)]
            problem: Signal<Option<String>>,
            /// What the browser may fill in. Unless given, it fills in nothing about a customer.
            #[prop(optional, into)]
            autocomplete: Option<String>,
            /// Tells two forms on one page apart that use the same name.
            #[prop(optional, into)]
            form: Option<String>,
        ) -> impl IntoView {
            let frame = Frame::new(form.as_deref(), &name, hint, problem);
            input(&$kind, label, name, value, autocomplete, frame)
        }
    };
}

input_field! {
    /// A line of text.
    TextField, TEXT
}
input_field! {
    /// An e-mail address.
    EmailField, EMAIL
}
input_field! {
    /// A phone number, in any format.
    PhoneField, PHONE
}
input_field! {
    /// A password. Where a new one is chosen, `autocomplete` is `new-password`.
    PasswordField, PASSWORD
}
input_field! {
    /// A day; the value is written as 2026-11-24.
    DateField, DATE
}
input_field! {
    /// A time of day; the value is written as 08:00.
    ClockField, CLOCK
}
input_field! {
    /// A day and a time on the reader's own clock; the value is written as 2026-11-24T08:00.
    MomentField, MOMENT
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// The accessible name, and the words above the field.
    #[prop(into)]
    label: String,
    /// The name under which the form sends the answer.
    #[prop(into)]
    name: String,
    /// The answer that the field starts with.
    #[prop(optional, into)]
    value: String,
    /// What helps to answer, before anything is wrong.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the answer, and what would be right.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    /// How many lines are seen.
    #[prop(default = 3)]
    rows: u32,
    /// Tells two forms on one page apart that use the same name.
    #[prop(optional, into)]
    form: Option<String>,
) -> impl IntoView {
    let frame = Frame::new(form.as_deref(), &name, hint, problem);
    let control = view! {
        <textarea
            class="control"
            id=frame.id.clone()
            name=name
            rows=rows.to_string()
            aria-describedby=frame.described_by()
            aria-invalid=frame.invalid()
            inner_html=escaped(&value)
        ></textarea>
    }
    .into_any();
    frame.around(label, control)
}

/// The text of a textarea as its HTML. It is no child, because Leptos writes the children of a
/// textarea unescaped: whoever types `</textarea>` would write into the page.
fn escaped(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;")
}

/// A file to upload. Its form is sent as `multipart/form-data`.
#[component]
pub fn FileField(
    /// The accessible name, and the words above the field.
    #[prop(into)]
    label: String,
    /// The name under which the form sends the file.
    #[prop(into)]
    name: String,
    /// Which files are offered first, such as `.csv,.txt`.
    #[prop(optional, into)]
    accept: Option<String>,
    /// What helps to answer, before anything is wrong.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the file, and what would be right.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    /// Tells two forms on one page apart that use the same name.
    #[prop(optional, into)]
    form: Option<String>,
) -> impl IntoView {
    let frame = Frame::new(form.as_deref(), &name, hint, problem);
    let control = view! {
        <input
            class="control"
            id=frame.id.clone()
            name=name
            type="file"
            accept=accept
            aria-describedby=frame.described_by()
            aria-invalid=frame.invalid()
        />
    }
    .into_any();
    frame.around(label, control)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_cannot_end_the_textarea_around_it() {
        let html = Owner::new().with(|| {
            view! { <TextArea label="Note" name="note" value="a & b</textarea><script>" /> }
                .to_html()
                .replace("<!>", "")
        });
        assert!(html.contains(">a &amp; b&lt;/textarea>&lt;script></textarea>"), "{html}");
    }

    #[test]
    fn a_problem_is_read_with_its_field_and_what_was_typed_stays() {
        let html = Owner::new().with(|| {
            let problem = Some("Enter a number".to_owned());
            view! { <PhoneField label="Phone" name="phone" value="555-01" hint="Any format" problem /> }
                .to_html()
                .replace("<!>", "")
        });
        assert!(html.contains(r#"<label for="field-phone">Phone</label>"#), "{html}");
        assert!(html.contains(r#"aria-describedby="field-phone-hint field-phone-problem""#), "{html}");
        assert!(html.contains(r#"id="field-phone-problem""#), "{html}");
        assert!(html.contains(r#"aria-invalid="true""#), "{html}");
        assert!(html.contains(r#"value="555-01""#), "{html}");
    }

    #[test]
    fn a_textarea_without_an_answer_is_empty() {
        let html = Owner::new().with(|| view! { <TextArea label="Note" name="note" /> }.to_html().replace("<!>", ""));
        assert!(html.contains("></textarea>"), "{html}");
    }
}
