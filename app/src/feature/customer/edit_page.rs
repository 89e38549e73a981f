//! Editing a customer: the details, and the numbers and addresses.

use domain::wire::customer::{Edit, EditForm, EditPoint};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{api, details_form::DetailsForm, points_card::PointsCard};
use crate::{
    form::Reload,
    session::StaffPage,
    ui::{Card, Page},
};

/// The page on which a customer is edited.
#[component]
pub fn EditPage() -> impl IntoView {
    let params = use_params_map();
    let load = Resource::new(move || params.read().get("id").unwrap_or_default(), api::edit_form);
    view! { <StaffPage load body=draw /> }
}

fn draw(form: EditForm) -> impl IntoView {
    let EditForm { edit, points, zones } = form;
    let title = format!("Edit {}", edit.name);
    let back = (format!("/customers/{}", edit.customer), edit.name.clone());
    let customer = edit.customer.clone();
    let points = RwSignal::new(points);
    let revision = RwSignal::new(edit.revision);
    read_points_again(edit.clone(), points, revision);
    view! {
        <Page title back>
            <div class="halves">
                <Card title="Details">
                    <DetailsForm edit zones revision />
                </Card>
                <PointsCard customer points />
            </div>
        </Page>
    }
}

/// After a number or address was added or removed only the list is read again: what is being typed
/// into the details stays. Their revision follows, unless somebody else changed them meanwhile,
/// which the save then notices.
fn read_points_again(shown: Edit, points: RwSignal<Vec<EditPoint>>, revision: RwSignal<i32>) {
    let reload = Reload::provide();
    let customer = shown.customer.clone();
    let read = Action::new(move |(): &()| api::edit_form(customer.clone()));
    Effect::new(move |_| {
        if reload.times() > 0 {
            read.dispatch(());
        }
    });
    Effect::new(move |_| {
        let Some(Ok(form)) = read.value().get() else { return };
        points.set(form.points);
        if (Edit { revision: shown.revision, ..form.edit.clone() }) == shown {
            revision.set(form.edit.revision);
        }
    });
}
