// Beside the results the filters always stand open (search.css); say so to those who don't see it.
const wide = window.matchMedia("(min-width: 48.0625em)");

for (const filters of document.querySelectorAll(".mh-filters--fold")) {
  const follow = () => { filters.open = wide.matches; };
  follow();
  wide.addEventListener("change", follow);
}
