//! The secrets of an installation: for hashing contact points and for signing the ledger.
//!
//! They live outside the database and its backups. They are made once, when the database does
//! not yet know any; afterwards a missing or another key means that nobody may be called.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use domain::{
    id::{AccountId, BusinessId, WebhookId},
    ledger::{Hash, HashKey, LedgerSigner},
};
use store::{Db, installation};
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    ports::Random,
};

/// The secrets, as far as they are there and are the right ones.
pub struct Keys {
    hash: Option<HashKey>,
    signer: Option<LedgerSigner>,
}

impl Keys {
    /// Reads the secrets in `folder`, or makes them for a database that knows none.
    pub async fn open(db: &Db, folder: &Path, random: &dyn Random) -> Result<Self> {
        let hash = secret(db, folder, "hash", random, |seed| HashKey::new(seed).fingerprint()).await?;
        let signer = secret(db, folder, "ledger", random, |seed| LedgerSigner::from_seed(seed).fingerprint()).await?;
        Ok(Self { hash: hash.map(HashKey::new), signer: signer.map(LedgerSigner::from_seed) })
    }

    /// Whether every secret is there and the right one.
    pub fn are_complete(&self) -> bool {
        self.hash.is_some() && self.signer.is_some()
    }

    /// The keyed hash of a number or an address, under the business's own key.
    pub fn hash_contact(&self, business: BusinessId, kind: &str, value: &str) -> Result<Hash> {
        Ok(self.contact_key(business)?.hash_contact(kind, value))
    }

    /// The business's own key, for who hashes many numbers.
    pub(crate) fn contact_key(&self, business: BusinessId) -> Result<HashKey> {
        let key = self.hash.as_ref().ok_or(Error::KeysMissing)?;
        Ok(key.derive(business, "contact"))
    }

    /// What makes a link to something of a business unguessable: only this installation can have made it.
    pub(crate) fn link_code(&self, business: BusinessId, what: &str, id: &str) -> Result<Hash> {
        let key = self.hash.as_ref().ok_or(Error::KeysMissing)?;
        Ok(key.derive(business, "link").hash_contact(what, id))
    }

    /// The keyed hash of a short code that is entered before its business is known.
    pub(crate) fn code_hash(&self, code: &str) -> Result<Hash> {
        let key = self.hash.as_ref().ok_or(Error::KeysMissing)?;
        Ok(key.derive(BusinessId(Uuid::nil()), "code").hash_contact("display", code))
    }

    /// The key with which the secret of an account's second factor is encrypted.
    pub(crate) fn second_factor_key(&self, account: AccountId) -> Result<Hash> {
        let key = self.hash.as_ref().ok_or(Error::KeysMissing)?;
        Ok(key.derive(BusinessId(Uuid::nil()), "second_factor").hash_contact("secret", &account.to_string()))
    }

    /// The key with which the secrets of a webhook are encrypted.
    pub(crate) fn webhook_key(&self, business: BusinessId, webhook: WebhookId) -> Result<Hash> {
        let key = self.hash.as_ref().ok_or(Error::KeysMissing)?;
        Ok(key.derive(business, "webhook").hash_contact("secret", &webhook.to_string()))
    }

    /// What signs the ledger.
    pub fn signer(&self) -> Option<&LedgerSigner> {
        self.signer.as_ref()
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").field("complete", &self.are_complete()).finish_non_exhaustive()
    }
}

/// One secret: from its file if it is the one that the database knows, or made if it knows none.
async fn secret(
    db: &Db,
    folder: &Path,
    name: &str,
    random: &dyn Random,
    fingerprint: impl Fn([u8; 32]) -> Hash,
) -> Result<Option<[u8; 32]>> {
    let fact = format!("key/{name}");
    let file = folder.join(format!("{name}.key"));
    let known = installation::find(db, &fact).await?;
    let stored = fs::read_to_string(&file).ok().and_then(|text| text.trim().parse::<Hash>().ok()).map(|hash| hash.0);
    match (known, stored) {
        // Another database may know this key: it is taken over, never written over.
        (None, Some(seed)) => {
            installation::keep(db, &fact, &fingerprint(seed).to_string()).await?;
            Ok(Some(seed))
        }
        (None, None) => {
            let mut seed = [0; 32];
            random.fill(&mut seed);
            write_secret(&file, &Hash(seed).to_string()).map_err(|error| {
                tracing::error!(%error, file = %file.display(), "a key could not be written");
                Error::KeysMissing
            })?;
            installation::keep(db, &fact, &fingerprint(seed).to_string()).await?;
            Ok(Some(seed))
        }
        (Some(known), Some(seed)) if fingerprint(seed).to_string() == known => Ok(Some(seed)),
        (Some(_), _) => {
            tracing::error!(key = name, "the key is missing or is another one: nobody may be called");
            Ok(None)
        }
    }
}

fn write_secret(file: &Path, text: &str) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
    if let Some(folder) = file.parent() {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    let mut secret = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    secret.write_all(text.as_bytes())?;
    secret.sync_all()?;
    // The name must be durable before the database says that the key exists.
    file.parent().map_or(Ok(()), |folder| fs::File::open(folder)?.sync_all())
}
