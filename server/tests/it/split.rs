//! Whom a list knows again after a merge that was none.

use std::collections::BTreeMap;

use domain::{
    country::Country,
    id::CustomerId,
    wire::customer::{ListQuery, Merge, MergeQuery, Show, ShowQuery, Split},
};
use service::{ctx::Ctx, customer, import};

use crate::support::TestApp;

each_db!(
    an_opt_out_of_who_was_merged_and_split_off_again_marks_them_and_not_who_is_left,
    an_opt_out_marks_whoever_has_the_number_when_the_first_of_two_was_split_off,
    an_opt_out_of_who_is_one_with_another_marks_who_is_left,
);

/// Two people of a list, of whom the second was merged into the first.
struct Pair<'a> {
    app: &'a TestApp,
    ctx: Ctx,
    ana: CustomerId,
    ben: CustomerId,
}

const ANA: &str = "Ana Lopez,(212) 555-0121";
const BEN: &str = "Ben Stone,(212) 555-0122";

impl<'a> Pair<'a> {
    async fn merged(app: &'a TestApp) -> Self {
        let ctx = app.ctx(&app.owner().await).await;
        load(app, &ctx, &[(ANA, "no"), (BEN, "no")]).await;
        let found = customer::list(app.service(), &ctx, ListQuery::default()).await.unwrap();
        let of = |name: &str| found.rows.iter().find(|row| row.name == name).unwrap().id;
        let pair = Self { app, ana: of("Ana Lopez"), ben: of("Ben Stone"), ctx };
        pair.merge().await;
        pair
    }

    async fn merge(&self) {
        let (customer, other) = (self.ana.to_string(), self.ben.to_string());
        let query = MergeQuery { customer: customer.clone(), with: other.clone() };
        let shown = customer::merge_page(self.app.service(), &self.ctx, query).await.unwrap();
        let merge = Merge {
            customer,
            other,
            revision: shown.revision.to_string(),
            other_revision: shown.preview.unwrap().other_revision.to_string(),
            fields: BTreeMap::new(),
        };
        customer::merge(self.app.service(), &self.ctx, merge).await.unwrap();
    }

    /// Splits whoever has the number with these last digits off.
    async fn split(&self, ends: &str) -> CustomerId {
        let page = self.page(self.ana).await;
        let point = page.numbers.iter().find(|number| number.shown.ends_with(ends)).unwrap().id;
        let shown = customer::split_page(self.app.service(), &self.ctx, &self.ana.to_string()).await.unwrap();
        let split = Split {
            customer: self.ana.to_string(),
            revision: shown.revision.to_string(),
            name: "Somebody Else".into(),
            points: [(format!("point_{point}"), "true".to_owned())].into(),
        };
        customer::split(self.app.service(), &self.ctx, split).await.unwrap()
    }

    async fn page(&self, customer: CustomerId) -> Show {
        let query = ShowQuery { customer: customer.to_string(), purpose: String::new() };
        customer::show(self.app.service(), &self.ctx, query).await.unwrap()
    }

    async fn are_marked(&self, customers: [CustomerId; 2]) -> [bool; 2] {
        [self.page(customers[0]).await.mark.is_some(), self.page(customers[1]).await.mark.is_some()]
    }

    async fn people(&self) -> u64 {
        customer::list(self.app.service(), &self.ctx, ListQuery::default()).await.unwrap().all
    }
}

async fn load(app: &TestApp, ctx: &Ctx, rows: &[(&str, &str)]) {
    let file = format!("list{}.csv", app.number());
    let path = app.folder.path().join(&file);
    let rows: Vec<_> = rows.iter().map(|(row, said)| format!("{row},{said}")).collect();
    std::fs::write(&path, format!("Name,Phone,Do not call\n{}\n", rows.join("\n"))).unwrap();
    let country = Country::parse("US").unwrap();
    let list = import::List { path, name: file, choices: import::Choices::default(), mapping: None, country };
    import::run(app.service(), ctx, &list, |_| {}).await.unwrap();
}

async fn an_opt_out_of_who_was_merged_and_split_off_again_marks_them_and_not_who_is_left(app: TestApp) {
    let pair = Pair::merged(&app).await;
    let split = pair.split("0122").await;
    assert_eq!(pair.page(pair.ben).await.id, split, "the address of who was merged leads to who was split off");
    load(&app, &pair.ctx, &[(BEN, "yes")]).await;
    assert_eq!(pair.are_marked([pair.ana, split]).await, [false, true]);
    load(&app, &pair.ctx, &[(ANA, "yes")]).await;
    assert_eq!(pair.are_marked([pair.ana, split]).await, [true, true]);
    assert_eq!(pair.people().await, 2, "both are known again");
}

async fn an_opt_out_marks_whoever_has_the_number_when_the_first_of_two_was_split_off(app: TestApp) {
    let pair = Pair::merged(&app).await;
    let split = pair.split("0121").await;
    load(&app, &pair.ctx, &[(ANA, "yes")]).await;
    assert_eq!(pair.are_marked([pair.ana, split]).await, [false, true]);
    load(&app, &pair.ctx, &[(BEN, "yes")]).await;
    assert_eq!(pair.are_marked([pair.ana, split]).await, [true, true]);
    assert_eq!(pair.people().await, 2, "both are known again");
}

async fn an_opt_out_of_who_is_one_with_another_marks_who_is_left(app: TestApp) {
    let pair = Pair::merged(&app).await;
    load(&app, &pair.ctx, &[(BEN, "yes")]).await;
    assert_eq!(pair.are_marked([pair.ana, pair.ben]).await, [true, true], "one person now");
    assert_eq!(pair.people().await, 1);
}
