function followLink() {
  const [, number] = location.hash.match(/^#change-(\d+)$/) || [];
  if (number) {
    openChange(Number(number));
  }
}

startChanges();
startTimeline();
startPlots();
addEventListener('hashchange', followLink);
addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#change-"]');
  if (link && link.getAttribute('href') === location.hash) {
    followLink();
  }
});
addEventListener('scroll', hideTooltip, { passive: true });
followLink();
