# title: the address of the other container
# from: report
# fails: address
# says: the present address of web
docker container inspect --format '{{.NetworkSettings.IPAddress}}' db > address.txt
docker container inspect --format '{{.State.Pid}}' web > pid.txt
docker container logs db 2>&1 | sed -n 's/.*GENERATED ROOT PASSWORD: //p' > password.txt
