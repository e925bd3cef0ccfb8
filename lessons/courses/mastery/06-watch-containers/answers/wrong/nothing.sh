# title: nothing was done
# fails: web-runs db-runs used-top processes used-stats used-inspect was-visited followed still-run address pid password
# says: There is no container ‘web’
docker container ls
