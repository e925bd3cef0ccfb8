# title: nothing was done
# fails: proxy-runs proxy-port webserver-runs webserver-port db-runs db-port db-password all-detached listed-three ran-together nothing-left
# says: There is no container ‘proxy’
docker version
