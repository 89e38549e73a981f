//! Short words for the columns of a migration.

use sea_orm_migration::prelude::*;

/// Creates tables, and then their indexes.
pub async fn create_all(
    manager: &SchemaManager<'_>,
    tables: Vec<TableCreateStatement>,
    indexes: Vec<IndexCreateStatement>,
) -> Result<(), DbErr> {
    for created in tables {
        manager.create_table(created).await?;
    }
    for created in indexes {
        manager.create_index(created).await?;
    }
    Ok(())
}

/// Drops tables, the last one first: it may refer to those before it.
pub async fn drop_all(manager: &SchemaManager<'_>, tables: &[&'static str]) -> Result<(), DbErr> {
    for name in tables.iter().rev() {
        manager.drop_table(Table::drop().table(Alias::new(*name)).to_owned()).await?;
    }
    Ok(())
}

/// A table.
pub fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(Alias::new(name)).take()
}

/// An index over these columns, named after them.
pub fn index(on: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.table(Alias::new(on)).name(index_name(on, columns));
    for column in columns {
        index.col(Alias::new(*column));
    }
    index
}

/// The name of such an index.
pub fn index_name(on: &str, columns: &[&str]) -> String {
    format!("{on}_by_{}", columns.join("_"))
}

/// An identifier.
pub fn uuid(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).uuid().take()
}

/// A text.
pub fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).text().take()
}

/// An instant, in UTC.
pub fn instant(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).timestamp_with_time_zone().take()
}

/// A day that belongs to no zone.
pub fn date(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).date().take()
}

/// A large whole number.
pub fn big(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).big_integer().take()
}

/// A whole number.
pub fn int(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).integer().take()
}

/// A yes or no.
pub fn flag(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).boolean().take()
}

/// A JSON value.
pub fn json(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).json_binary().take()
}

/// Bytes.
pub fn bytes(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).blob().take()
}
