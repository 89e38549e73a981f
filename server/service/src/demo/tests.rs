use super::{enter, guest, seed};
use crate::{account, error::Error, team, testing::Stage};

#[tokio::test]
async fn behind_each_link_is_a_member_of_its_role() {
    let stage = Stage::new().await;
    let sample = seed(&stage.service, 1).await.unwrap();
    for member in sample.members {
        let link = member.link.strip_prefix("/demo/").unwrap();
        let found = guest(&stage.service, link).await.unwrap();
        assert_eq!((found.name, found.role.code()), (member.name.clone(), member.role));
        let session = enter(&stage.service, link).await.unwrap();
        let request = stage.service.new_request();
        let (_, who) = account::session(&stage.service, &session.token, request).await.unwrap().unwrap();
        assert_eq!((who.name, who.slug), (member.name, sample.business.clone()));
    }
}

#[tokio::test]
async fn no_link_opens_that_the_installation_did_not_make() {
    let stage = Stage::new().await;
    let sample = seed(&stage.service, 1).await.unwrap();
    let link = sample.members[0].link.strip_prefix("/demo/").unwrap();
    let (address, code) = link.rsplit_once('.').unwrap();
    let other = if code.starts_with('0') { "1" } else { "0" };
    let owner = stage.business().await;
    let elsewhere = format!("{}.{}.{code}", owner.business, owner.member().unwrap());
    for wrong in
        [format!("{address}.{other}{}", &code[1..]), format!("{address}."), elsewhere, "..".into(), String::new()]
    {
        assert!(matches!(guest(&stage.service, &wrong).await, Err(Error::NotFound)), "{wrong}");
        assert!(matches!(enter(&stage.service, &wrong).await, Err(Error::NotFound)), "{wrong}");
    }
}

#[tokio::test]
async fn a_link_is_shut_with_the_access_of_its_member() {
    let stage = Stage::new().await;
    let sample = seed(&stage.service, 1).await.unwrap();
    let links: Vec<_> = sample.members.iter().map(|it| it.link.strip_prefix("/demo/").unwrap()).collect();
    let session = enter(&stage.service, links[0]).await.unwrap();
    let request = stage.service.new_request();
    let (owner, _) = account::session(&stage.service, &session.token, request).await.unwrap().unwrap();
    let members = team::list(&stage.service, &owner).await.unwrap().members;
    let staff = members.iter().find(|member| member.role.code() == "staff").unwrap();
    team::disable(&stage.service, &owner, staff.id).await.unwrap();
    assert!(matches!(enter(&stage.service, links[2]).await, Err(Error::NotFound)));
}
