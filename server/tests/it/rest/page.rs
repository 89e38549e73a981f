//! The page on which people read what programs can ask.

use domain::access::Role;

use super::{Program, described};
use crate::support::{TestApp, unescaped};

each_db!(everything_that_can_be_asked_is_on_its_page);

async fn everything_that_can_be_asked_is_on_its_page(app: TestApp) {
    let owner = app.owner().await;
    let nobody = Program { client: app.client(), key: None };
    let auditor = app.member(&owner, Role::Auditor).await;
    for reader in [&owner, &auditor] {
        let page = unescaped(&reader.get("/integrations/api").await.expect(200).body);
        for (method, path, scopes) in described(&nobody).await {
            for said in [format!("What {method} {path} answers"), format!("How {method} {path} is answered")] {
                let empty =
                    matches!(path.as_str(), "/customers/{id}/do-not-call" | "/suppressions/{id}" | "/webhooks/{id}")
                        || method == reqwest::Method::PATCH
                        || path.ends_with("/receipt")
                        || path.ends_with("/bulk");
                assert!(page.contains(&said) || (empty && said.starts_with("What")), "{said}");
            }
            assert!(page.contains(&scopes[0]), "{}", scopes[0]);
        }
        assert!(page.contains("consent.occurred_at") && page.contains("Idempotency-Key"));
    }
    assert!(owner.get("/integrations").await.expect(200).body.contains("href=\"/integrations/api\""));
    app.client().get("/integrations/api").await.expect_to("/sign-in?next=/integrations/api");
}
