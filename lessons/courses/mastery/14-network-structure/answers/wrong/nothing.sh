# title: nothing was done
# fails: web-runs saw-inside switch ran-in-none saw-lo dashboard-host dashboard-answers visited-3000 noted-runs noted-exposes lucky-port shy-port tried-overlay public-way private-way lottery-way silent-way island-way metrics-way nothing-else
# says: There is no container ‘web’
docker version
