# title: nobody says yes to yum, so nothing is updated
# fails: centos-version centos-rm
# says: should come before ‘curl --version’
docker container run --rm ubuntu:14.04 sh -c 'apt-get update && apt-get install -y curl && curl --version'
docker container run --rm centos:7 sh -c 'yum update curl; curl --version'
answer newer ubuntu
docker container ls -a
