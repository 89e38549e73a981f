//! `/account/withdraw`: withdrawing the consent that one gave at the registration.

use domain::wire::account::view::Withdrawal;
use leptos::prelude::*;

use crate::{
    error::AppError,
    form::{Form, FormState},
    ui::{Button, ButtonKind, Card, LinkButton, Meaning, Notice, Page, PasswordField},
};

/// Says what will happen, and asks for the password.
pub async fn withdrawing() -> Result<AnyView, AppError> {
    use crate::ssr::{ctx, service};
    let shown = ::service::account::withdrawal(&service(), &ctx().await?).await?;
    let email = super::api::read_account().await?.email;
    let back = ("/account".to_owned(), "Account".to_owned());
    let Withdrawal { left, last_owner_of, closing_alone } = shown;
    let content = if last_owner_of.is_empty() { form(&left, &closing_alone, email) } else { first(&last_owner_of) };
    let page = view! {
        <Page
            title="Withdraw your consent"
            lead="You agreed to the collection and use of your data when you registered. You can withdraw that at any time."
            back
        >
            <div class="stack loose">{content}</div>
        </Page>
    };
    Ok(page.into_any())
}

/// What the last owner of a business does first.
fn first(businesses: &[String]) -> AnyView {
    let title = format!("You are the last owner of {}", businesses.join(" and "));
    view! {
        <Notice meaning=Meaning::Attention title>
            <p>
                "A business needs somebody who answers for it. Hand it over on the page " <a href="/team">"Team"</a>
                ", or close the business. Then come back: your consent stays yours to withdraw."
            </p>
        </Notice>
    }
    .into_any()
}

/// `email` tells the browser whose password it is to ask for.
fn form(businesses: &[String], closing_alone: &[String], email: String) -> AnyView {
    let state = FormState::new("account/withdraw");
    let access =
        format!("Your access to {} ends at once, and you are signed out everywhere.", businesses.join(" and "));
    let closing = (!closing_alone.is_empty()).then(|| {
        let words = format!("Nobody can take back any more that {} closes.", closing_alone.join(" and "));
        view! { <li>{words}</li> }
    });
    view! {
        <Card title="What happens">
            <ul>
                <li>{access}</li>
                {closing}
                <li>
                    "Your address and your password are erased. You can register or be invited again with the same \
                     address; you are asked for your consent again then."
                </li>
                <li>
                    "Your name stays beside what you did: a business must be able to prove who recorded a consent or a \
                     refusal. So does the record of what you agreed to, when, and that you withdrew."
                </li>
                <li>"It cannot be undone."</li>
            </ul>
        </Card>
        <Card title="Withdraw">
            <Form state to="/account/withdraw" anew=true>
                <input type="text" autocomplete="username" value=email readonly hidden />
                <PasswordField label="Password" name="password" problem=state.problem("password") />
                <div class="buttons">
                    <Button kind=ButtonKind::Danger busy=state.busy()>
                        "Withdraw and close my account"
                    </Button>
                    <LinkButton href="/account">"Keep my account"</LinkButton>
                </div>
            </Form>
        </Card>
    }
    .into_any()
}
