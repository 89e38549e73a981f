//! `/team/{member}/remove`: what ends with a member, what stays, and who takes over.

use domain::wire::team::view::Removal;
use leptos::prelude::*;

use crate::{
    drawn::in_path,
    error::AppError,
    form::{Form, FormState},
    ui::{Button, ButtonKind, Card, LinkButton, Page, SelectField, options},
};

/// Says what will happen, and asks who takes over.
pub async fn removing() -> Result<AnyView, AppError> {
    use crate::ssr::{ctx, service};
    let removal = ::service::team::removal(&service(), &ctx().await?, &in_path("member")).await?;
    let back = ("/team".to_owned(), "Team".to_owned());
    let title = format!("Remove {}", removal.name);
    let page = view! {
        <Page title lead="For good. To stop somebody's access for a while, disable it on the page Team instead." back>
            <div class="stack loose">{consequences(&removal)} {form(removal)}</div>
        </Page>
    };
    Ok(page.into_any())
}

fn consequences(removal: &Removal) -> AnyView {
    let name = &removal.name;
    let ends = format!("{name}'s access ends at once: they are signed out on every screen.");
    let findings = match removal.findings {
        0 => None,
        1 => Some("One open finding is answered for by somebody else, or by nobody yet: choose below.".to_owned()),
        many => {
            Some(format!("{many} open findings are answered for by somebody else, or by nobody yet: choose below."))
        }
    };
    let keys = (!removal.keys.is_empty()).then(|| {
        let keys = removal.keys.join(", ");
        view! {
            <li>
                {format!("The keys for which they answer stop: {keys}. Under ")} <a href="/integrations">"Integrations"</a>
                " somebody else can take them over, now or later."
            </li>
        }
    });
    view! {
        <Card title="What happens">
            <ul>
                <li>{ends}</li>
                {findings.map(|words| view! { <li>{words}</li> })}
                {keys}
                <li>
                    "Their name stays beside what they recorded, so that every answer can be proved. Their address is \
                     erased here, and their account with it where they have no access to another business."
                </li>
                <li>"It cannot be undone. They can be invited again, as a new member."</li>
            </ul>
        </Card>
    }
    .into_any()
}

fn form(removal: Removal) -> AnyView {
    let state = FormState::new("team/remove");
    let heir = (removal.findings > 0).then(|| {
        let heirs = removal.heirs.into_iter().map(|(id, name)| (id.to_string(), name));
        let choices = options(std::iter::once((String::new(), "Nobody yet".to_owned())).chain(heirs));
        view! {
            <SelectField
                label="Who answers for the open findings"
                name="heir"
                options=choices
                value=state.value("heir", "")
                problem=state.problem("heir")
            />
        }
    });
    let here = format!("/team/{}/remove", removal.member);
    let button = format!("Remove {}", removal.name);
    view! {
        <Card title="Remove">
            <Form state to=here>
                <input type="hidden" name="member" value=removal.member.to_string() />
                {heir}
                <div class="buttons">
                    <Button kind=ButtonKind::Danger busy=state.busy()>
                        {button}
                    </Button>
                    <LinkButton href="/team">"Keep"</LinkButton>
                </div>
            </Form>
        </Card>
    }
    .into_any()
}
