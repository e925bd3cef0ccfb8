# title: the files stand in another folder
# from: report
# fails: address pid password
# says: There is no file pid.txt
mkdir report; cd report
docker container inspect --format '{{.NetworkSettings.IPAddress}}' web > address.txt
docker container inspect --format '{{.State.Pid}}' web > pid.txt
docker container logs db 2>&1 | sed -n 's/.*GENERATED ROOT PASSWORD: //p' > password.txt
