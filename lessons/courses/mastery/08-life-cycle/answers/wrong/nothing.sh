# title: nothing was done
# fails: web-was-created web-runs web-was-paused web-goes-on web-was-stopped web-was-killed nap-ended term web-restarted listed-ids pruned all-gone egg cake tea toast coal ghost no-others
# says: Up to now this was missing
docker container ls -a
