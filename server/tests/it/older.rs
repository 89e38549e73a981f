//! Businesses that were founded by an older build.

use domain::{
    event::EventKind,
    topic::Topic,
    wire::{consent::Record, customer::ShowQuery},
};
use service::{consent, customer};
use store::scratch::tell;

use crate::support::TestApp;

each_db!(a_business_from_before_the_questions_gets_their_words_at_the_next_start_and_its_answers_are_recorded,);

async fn a_business_from_before_the_questions_gets_their_words_at_the_next_start_and_its_answers_are_recorded(
    app: TestApp,
) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let customer = app.customer(&ctx).await;
    let before = app.ledger(ctx.business).await.len();
    // What such a business has: the script, and no question of a topic.
    let lacks = Topic::all().count() as u64 - 1;
    let gone = tell(&app.database, "DELETE FROM notice WHERE kind LIKE 'question/%'").await.unwrap();
    assert_eq!(gone, lacks);
    for _second_start in [false, true] {
        app.second_node(chrono::TimeDelta::zero()).await.stop().await;
        let published = app.ledger(ctx.business).await.split_off(before);
        assert_eq!(published, vec![EventKind::PolicyPublished; usize::try_from(lacks).unwrap()]);
    }
    for topic in Topic::all().filter(|topic| *topic != Topic::DataCollection) {
        let query = ShowQuery { customer: customer.to_string(), purpose: String::new() };
        let page = customer::show(app.service(), &ctx, query).await.unwrap();
        let question = page.questions.into_iter().find(|question| question.topic == topic).unwrap();
        assert_eq!(question.version, 1);
        let given = Record {
            customer: customer.to_string(),
            topic: topic.code(),
            answer: "given".into(),
            notice: question.notice,
            ..Record::default()
        };
        consent::record_answer(app.service(), &ctx, given).await.unwrap();
    }
}
