//! `/join/{token}`: an invited person passes the same gate as everybody, and joins.

use domain::wire::{
    registration::view::Statement,
    team::view::{Invited, JoinPage as Behind},
};
use leptos::prelude::*;

use super::{api, role};
use crate::{
    drawn::in_path,
    error::AppError,
    feature::registration::{
        gate::{DeclineForm, Gate},
        unread::Unread,
    },
    form::{Form, FormState},
    ui::{Button, ButtonKind, PasswordField, Single, TextField},
};

/// The page behind an invitation's link: the statement first, then the account.
pub async fn joining() -> Result<AnyView, AppError> {
    let token = in_path("token");
    let forms = Forms { page: format!("/join/{token}"), token };
    Ok(match api::read_invitation(forms.token.clone()).await {
        Ok(Behind { invited, agreed: false }) => forms.gate(invited),
        Ok(Behind { invited, agreed: true }) => forms.account(invited),
        Err(error) => view! { <NoInvitation error /> }.into_any(),
    })
}

/// Where the forms of the page are.
struct Forms {
    token: String,
    page: String,
}

impl Forms {
    fn gate(self, invited: Invited) -> AnyView {
        let Self { token, page } = self;
        let agree = FormState::new("team/agree");
        let statement: Statement = invited.statement;
        view! {
            <Single title="Before you join">
                <p class="lead">{format!("{} invites you to join.", invited.business_name)}</p>
                <Form state=agree to=page.clone() class="stack loose">
                    <input type="hidden" name="token" value=token />
                    <Gate statement problem=agree.problem("agree") busy=agree.busy() />
                </Form>
                <DeclineForm to=page.clone() />
                <p class="soft small">
                    "If you do not agree, nothing is stored and you cannot join. You can withdraw later."
                </p>
            </Single>
        }
        .into_any()
    }

    fn account(self, invited: Invited) -> AnyView {
        let Self { token, page } = self;
        let join = FormState::new("team/join");
        let (autocomplete, hint) = if invited.has_account {
            ("current-password", "You have an account with this address already: enter its password.")
        } else {
            ("new-password", "A few words in a row are easy to remember and hard to guess.")
        };
        let lead = format!("You join as {}, with the email address {}.", role::name(invited.role), invited.email);
        view! {
            <Single title=format!("Join {}", invited.business_name)>
                <p class="lead">{lead}</p>
                <Form state=join to=page.clone()>
                    <input type="hidden" name="token" value=token />
                    <TextField
                        label="Your name"
                        name="name"
                        autocomplete="name"
                        value=join.value("name", "")
                        problem=join.problem("name")
                    />
                    <PasswordField label="Password" name="password" autocomplete hint problem=join.problem("password") />
                    <Button kind=ButtonKind::Primary busy=join.busy()>
                        "Join"
                    </Button>
                </Form>
            </Single>
        }
        .into_any()
    }
}

/// There is nothing behind the link, or it could not be read.
#[component]
fn NoInvitation(error: AppError) -> impl IntoView {
    if error != AppError::LinkGone {
        return view! {
            <Single title="Before you join">
                <Unread error />
            </Single>
        }
        .into_any();
    }
    view! {
        <Single title="This link is no longer good">
            <p class="lead">"It was used, taken back, or is too old. Ask whoever invited you for a new one."</p>
            <p>"If you have joined already, " <a href="/sign-in">"sign in"</a> "."</p>
        </Single>
    }
    .into_any()
}
