# title: web was started again after its process id was written down
# from: report
# fails: pid
# says: that this machine gives
docker container inspect --format '{{.State.Pid}}' web > pid.txt
docker restart web
docker container inspect --format '{{.NetworkSettings.IPAddress}}' web > address.txt
docker container logs db 2>&1 | sed -n 's/.*GENERATED ROOT PASSWORD: //p' > password.txt
