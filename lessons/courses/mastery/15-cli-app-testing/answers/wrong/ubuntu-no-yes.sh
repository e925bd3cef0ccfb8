# title: nobody says yes to apt-get, so it gives up
# fails: ubuntu-version ubuntu-rm
# says: was not run in a container with image ‘ubuntu:14.04’
docker container run --rm ubuntu:14.04 sh -c 'apt-get update && apt-get install curl && curl --version'
docker container run --rm centos:7 sh -c 'yum update -y curl && curl --version'
answer newer ubuntu
docker container ls -a
