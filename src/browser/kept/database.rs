//! The browser's database (IndexedDB): one table of blobs by their ids.

use crate::browser::{said, window};
use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, Event, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

const NAME: &str = "spanscope";
const TABLE: &str = "files";

/// See the module.
pub struct Database(IdbDatabase);

impl Database {
    /// The database, made when it is not there.
    ///
    /// # Errors
    /// What the browser said.
    pub async fn open() -> Result<Self, String> {
        let factory = window().and_then(|window| window.indexed_db().ok().flatten());
        let factory = factory.ok_or_else(|| "it has no database for pages".to_owned())?;
        let request: IdbOpenDbRequest = factory.open(NAME).map_err(|error| said(&error))?;
        let make = {
            let request = request.clone();
            Closure::once_into_js(move |_: Event| {
                if let Ok(database) = request.result() {
                    // It is made once, when there is none of that name.
                    let _ = database.unchecked_into::<IdbDatabase>().create_object_store(TABLE);
                }
            })
        };
        request.set_onupgradeneeded(Some(make.unchecked_ref()));
        result_of(&request)
            .await
            .map(|database| Self(database.unchecked_into()))
            .map_err(|error| said(&error))
    }

    /// Keeps bytes.
    pub async fn put(&self, id: &str, bytes: &Blob) -> Result<(), String> {
        self.ask(IdbTransactionMode::Readwrite, |table| table.put_with_key(bytes, &id.into())).await.map(drop)
    }

    /// Reads bytes.
    pub async fn get(&self, id: &str) -> Result<Blob, String> {
        let found = self.ask(IdbTransactionMode::Readonly, |table| table.get(&id.into())).await?;
        found.dyn_into().map_err(|_| "it is not there".to_owned())
    }

    /// The ids of all bytes.
    pub async fn ids(&self) -> Result<Vec<String>, String> {
        let keys = self.ask(IdbTransactionMode::Readonly, IdbObjectStore::get_all_keys).await?;
        Ok(Array::from(&keys).iter().filter_map(|key| key.as_string()).collect())
    }

    /// Takes bytes away.
    pub async fn remove(&self, id: &str) -> Result<(), String> {
        self.ask(IdbTransactionMode::Readwrite, |table| table.delete(&id.into())).await.map(drop)
    }

    async fn ask(
        &self,
        mode: IdbTransactionMode,
        what: impl FnOnce(&IdbObjectStore) -> Result<IdbRequest, JsValue>,
    ) -> Result<JsValue, String> {
        let transaction = self.0.transaction_with_str_and_mode(TABLE, mode).map_err(|error| said(&error))?;
        let written = (mode == IdbTransactionMode::Readwrite).then(|| end_of(&transaction));
        let request = transaction.object_store(TABLE).and_then(|table| what(&table));
        let result =
            result_of(&request.map_err(|error| said(&error))?).await.map_err(|error| said(&error))?;
        if let Some(written) = written {
            // Only now is it kept: there may be no room for what the request had taken.
            JsFuture::from(written).await.map_err(|_| "the browser did not write it".to_owned())?;
        }
        Ok(result)
    }
}

/// Kept when a transaction is, broken when it was given up.
fn end_of(transaction: &IdbTransaction) -> Promise {
    Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
        transaction.set_onerror(Some(&reject));
    })
}

/// What a request gives when it is done.
async fn result_of(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let done = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(done).await {
        Ok(_) => request.result(),
        Err(_) => Err(Reflect::get(request, &"error".into()).unwrap_or(JsValue::UNDEFINED)),
    }
}
