pub mod bed;
pub mod bed_plant;
pub mod care;
pub mod gardener;
pub mod plant;
